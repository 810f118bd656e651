import { countPersonRefs } from '@hearthgate/schema';
import type { GovernedFields } from '../agency-token/governed-fields.ts';

/**
 * What tokens govern a household agency's schema by: the assertion field itself, and `…Register` for the counts. All
 * household agencies' schemas have one shape.
 */
export function governedHousehold(field: string): GovernedFields {
  const persons = `personsBy${field.charAt(0).toUpperCase()}${field.slice(1)}Ref`;
  const standings = `${field}Standings`;
  const register = `${field}Register`;
  return {
    fieldOfPath: {
      [persons]: field,
      [`${persons}.${field}Ref`]: field,
      [`${persons}.${field}`]: field,
      [`${persons}.${field}.asOf`]: field,
      [`${persons}.${field}.categories`]: field,
      [standings]: field,
      [`${standings}.refsDigest`]: field,
      [`${standings}.asOf`]: field,
      [`${standings}.listed`]: field,
      [`${standings}.listed.category`]: field,
      [`${standings}.listed.positions`]: field,
      [register]: register,
      [`${register}.asOf`]: register,
      [`${register}.accepted`]: register,
      [`${register}.rejected`]: register,
    },
    questionOf: (values) => {
      const refs = (values['refs'] as readonly string[] | undefined) ?? [];
      // A ref by itself is a text of many for one person.
      return { refs, subjects: refs.reduce((sum, text) => sum + countPersonRefs(text), 0) };
    },
  };
}
