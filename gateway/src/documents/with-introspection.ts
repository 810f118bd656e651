import type { FieldMask } from '@hearthgate/policies';
import type { ClientSettings } from '../clients/client-directory.ts';

const introspection = ['Query.__schema', 'Query.__type'];

const extended = new WeakMap<FieldMask, FieldMask>();

/**
 * The mask of a client that may introspect: it has the schema's own fields too. No policy decides these, since they
 * tell of the schema alone, which is public; a client that sends trusted documents has no use for them.
 */
export function withIntrospection(
  mask: FieldMask,
  { adHocQueries }: Pick<ClientSettings, 'adHocQueries'>,
): FieldMask {
  if (!adHocQueries) return mask;
  const known = extended.get(mask);
  if (known) return known;
  const wider = { ...mask, fields: new Set([...mask.fields, ...introspection]) };
  extended.set(mask, wider);
  return wider;
}
