import type { Permits } from '../agency-token/permits.ts';
import type { AgreementKeeper } from './agreement-keeper.ts';

/**
 * What an agency's agreement says of a call: permitted when it is for every one of its requesters. A call may stand for
 * several, and one of them that the agreement refuses refuses the whole: their refs are read by one statement.
 */
export function permitsByAgreement(agreement: Pick<AgreementKeeper, 'permits'>): Permits {
  return ({ purpose, requesters }) => {
    // No requester, nothing permitted: an empty list must not read as "all of them are".
    if (requesters.length === 0) return { permitted: false, policies: [] };
    for (const { role, assurance } of requesters) {
      const { permitted, policies } = agreement.permits({ role, purpose, assurance });
      if (!permitted) return { permitted: false, policies };
    }
    return { permitted: true };
  };
}
