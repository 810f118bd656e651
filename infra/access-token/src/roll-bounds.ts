import { AGENCIES, parseDivisionCode, parseSchoolCode, type Role } from '@hearthgate/schema';

/** Whose students may be asked about. */
export type RollBounds = { readonly schoolCode: string } | { readonly divisionCode: string };

/** What a token's location says of whose students may be asked about; `'unfit'` for a location of another kind. */
export function rollBounds(role: Role, location: string): RollBounds | undefined | 'unfit' {
  switch (role) {
    case 'SCHOOL_AID_OFFICE':
    case 'UNIVERSITY_AID_OFFICE': {
      const schoolCode = parseSchoolCode(location);
      return schoolCode === undefined ? 'unfit' : { schoolCode };
    }
    case 'AID_CENTER': {
      const divisionCode = parseDivisionCode(location);
      return divisionCode === undefined ? 'unfit' : { divisionCode };
    }
    case 'AGENCY_OPERATOR':
      return AGENCIES.some((agency) => agency === location) ? undefined : 'unfit';
    case 'PRIVACY_OFFICER':
    case 'PROVINCE_PLATFORM':
      return location === '*' ? undefined : 'unfit';
  }
}
