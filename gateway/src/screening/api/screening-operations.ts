import type { FieldMask } from '@hearthgate/policies';
import type { AidProgram } from '@hearthgate/schema';
import type { PurposeGrant } from '../../access-token/purpose-grant.ts';
import type { RequestRecord } from '../../audit/request-record.ts';
import { carriesNumber } from '../../audit-review/carries-number.ts';
import { Refusal } from '../../errors.ts';
import { limits } from '../../limits.ts';
import { isScreeningId, newScreeningId } from '../screening-id.ts';
import { grantedPlace } from '../key/granted-place.ts';
import { ScreeningVault } from '../key/screening-vault.ts';
import type { ScreeningStore } from '../screening-store.ts';
import { eraseScreening } from '../store/erase-screening.ts';
import { findScreening, listScreenings } from '../store/find-screening.ts';
import { inTransaction } from '@hearthgate/database';
import { insertScreening } from '../store/insert-screening.ts';
import { restartUnanswered } from '../store/restart-unanswered.ts';
import type { ScreeningGrant, ScreeningRow } from '../store/screening-row.ts';
import { shownScreening } from './shown-screening.ts';

export interface ScreeningOperationsOptions {
  readonly store: ScreeningStore;
  readonly publicUrl: string;
  readonly grant: PurposeGrant;
  readonly mask: FieldMask;
  /** Learns which screening is meant, once it is the caller's own. */
  readonly record: Pick<RequestRecord, 'concern'>;
  readonly now: Date;
}

type Shown = ReturnType<typeof shownScreening>;

/** The root fields about screenings, by their names; GraphQL's own execution calls them. */
export interface ScreeningOperations {
  createScreening(given: {
    readonly input: { readonly program?: AidProgram | null; readonly clientReference?: string | null };
  }): Promise<Shown>;
  cancelScreening(given: { readonly id: string }): Promise<Shown>;
  resumeScreening(given: { readonly id: string }): Promise<Shown>;
  screening(given: { readonly id: string }): Promise<Shown | null>;
  screenings(given: {
    readonly first?: number | null;
    readonly after?: string | null;
  }): Promise<{ readonly screenings: readonly Shown[]; readonly next: string | null }>;
}

const notFound = (): Refusal =>
  new Refusal('NOT_FOUND', 'there is no such screening under this client, purpose and location');

/**
 * What one caller can do about screenings: its own, under its token's purpose and location. A screening of another and
 * one that never was are refused in the same words, by the same statement.
 *
 * Errors: `NOT_FOUND`, `BAD_USER_INPUT`, `FIELD_NOT_PERMITTED`, `PURPOSE_NOT_PERMITTED`, `SCREENING_LIMIT_EXCEEDED`,
 * `SCREENING_NOT_COMPLETED`.
 */
export function screeningOperations(options: ScreeningOperationsOptions): ScreeningOperations {
  const { store, grant, record } = options;
  const shown = (row: ScreeningRow): Shown =>
    shownScreening(row, { keys: store.keys, publicUrl: options.publicUrl });
  const own = async (id: string): Promise<ScreeningRow> => {
    const row = isScreeningId(id) ? await findScreening(store.pool, grant, id) : undefined;
    if (!row) throw notFound();
    record.concern(row.id);
    return row;
  };
  return {
    createScreening: async ({ input }) => {
      const { row } = await create(input, options);
      record.concern(row.id);
      return shown(row);
    },
    cancelScreening: async ({ id }) => {
      const row = await own(id);
      await inTransaction(store.pool, (transaction) =>
        eraseScreening(transaction, row.id, { status: 'CANCELLED' }),
      );
      return shown(await own(row.id));
    },
    resumeScreening: async ({ id }) => {
      const row = await own(id);
      if (row.status !== 'COMPLETED') {
        throw new Refusal(
          'SCREENING_NOT_COMPLETED',
          `only a completed screening is resumed; this is ${row.status}`,
        );
      }
      await restartUnanswered(store, row.id);
      return shown(await own(row.id));
    },
    screening: async ({ id }) => {
      const row = isScreeningId(id) ? await findScreening(store.pool, grant, id) : undefined;
      if (row) record.concern(row.id);
      return row ? shown(row) : null;
    },
    screenings: async ({ first, after = null }) => {
      const most = first ?? 20;
      if (most < 1 || most > limits.screening.maxPerPage) {
        throw new Refusal('BAD_USER_INPUT', `first is 1 to ${String(limits.screening.maxPerPage)}`);
      }
      if (after !== null && !isScreeningId(after)) {
        throw new Refusal('BAD_USER_INPUT', 'after is what a page before gave as next');
      }
      const rows = await listScreenings(store.pool, grant, { after, most: most + 1 });
      const page = rows.slice(0, most);
      return { screenings: page.map(shown), next: rows.length > most ? (page.at(-1)?.id ?? null) : null };
    },
  };
}

interface CreateInput {
  readonly program?: AidProgram | null;
  readonly clientReference?: string | null;
}

async function create(
  { program, clientReference }: CreateInput,
  { store, grant, mask, now }: ScreeningOperationsOptions,
): Promise<{ readonly row: ScreeningRow }> {
  requireAskable(mask, program ?? undefined);
  const reference = readReference(clientReference ?? undefined);
  const id = newScreeningId(now);
  const granted = { id, grant: keptGrant(grant), program: program ?? undefined };
  const { key, wrappedKey, wrappingKey } = store.keys.make(grantedPlace(granted));
  const inserted = await insertScreening(store.pool, {
    ...granted,
    createdAt: now,
    expiresAt: new Date(now.getTime() + limits.screening.awaitingRosterMs),
    wrappedKey,
    wrappingKey,
    reference:
      reference === undefined
        ? null
        : new ScreeningVault(id, key).seal('reference', 0, Buffer.from(reference)),
  });
  if (typeof inserted !== 'string') return { row: inserted };
  const most = String(limits.screening[inserted]);
  throw new Refusal(
    'SCREENING_LIMIT_EXCEEDED',
    inserted === 'maxUnderWayPerClient'
      ? `a client may have ${most} screenings under way: wait for one, or cancel one`
      : `a client may keep ${most} screenings: cancel some that are not needed any more`,
    { headers: { 'retry-after': '60' } },
  );
}

/** That a screening under this mask would say anything of a student. */
function requireAskable(mask: FieldMask, program: AidProgram | undefined): void {
  const { role, purpose } = mask;
  if (!mask.fields.has('Query.householdStatuses')) {
    throw new Refusal('PURPOSE_NOT_PERMITTED', `${role} may ask about no student for ${purpose}`);
  }
  if (program !== undefined && !mask.viewFields.has('qualifies')) {
    throw new Refusal(
      'FIELD_NOT_PERMITTED',
      `${role} may not read HouseholdStatus.qualifies for ${purpose}`,
      {
        extensions: {
          fields: ['HouseholdStatus.qualifies'],
          policies: mask.refusals.get('HouseholdStatus.qualifies') ?? [],
        },
      },
    );
  }
  const says = [...mask.viewFields].some(
    (field) => field !== 'studentNumber' && (field !== 'qualifies' || program !== undefined),
  );
  if (!says)
    throw new Refusal('BAD_USER_INPUT', `name a program: for ${purpose} that is all that can be asked`);
}

function readReference(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const most = limits.screening.maxReferenceLength;
  if (text.length === 0 || text.length > most || /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(text)) {
    throw new Refusal('BAD_USER_INPUT', `clientReference is 1 to ${String(most)} characters in one line`);
  }
  if (carriesNumber(text)) {
    throw new Refusal('BAD_USER_INPUT', 'clientReference must hold no number that a person goes by');
  }
  return text;
}

function keptGrant({ bounds, ...grant }: PurposeGrant): ScreeningGrant {
  if (bounds === undefined) throw new Refusal('PURPOSE_NOT_PERMITTED', `${grant.role} has no roll to screen`);
  const { client, role, purpose, legalBasis, caseRef, location, assurance } = grant;
  return { client, role, purpose, legalBasis, caseRef, location, bounds, assurance };
}
