import type { DecidingPolicy, RefusedDocument } from '@hearthgate/policies';
import type { PurposeGrant } from './access-token/purpose-grant.ts';
import type { RequestRecord } from './audit/request-record.ts';
import { Refusal } from './errors.ts';

/** The refusal of a document that names fields outside the mask; the record learns which. */
export function refuseFields(
  grant: Pick<PurposeGrant, 'role' | 'purpose'>,
  { refusedFields: fields, policies }: RefusedDocument,
  record: Pick<RequestRecord, 'refuseFields'>,
): Refusal {
  record.refuseFields(fields);
  return new Refusal('FIELD_NOT_PERMITTED', messageOf(grant, fields, policies), {
    extensions: { fields, policies },
  });
}

function messageOf(
  { role, purpose }: Pick<PurposeGrant, 'role' | 'purpose'>,
  fields: readonly string[],
  deciding: readonly DecidingPolicy[],
): string {
  const why = deciding.map(({ id, reason }) => `${id}: ${reason}`);
  return `${role} may not read ${fields.join(', ')} for ${purpose} (${why.join(' ') || 'no policy permits it'})`;
}
