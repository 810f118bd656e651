import type { IResolvers } from '@graphql-tools/utils';
import { DateScalar, DateTimeScalar } from '@hearthgate/schema/scalars';
import type pg from 'pg';
import type { AgreementInForce } from '../agreement/agreement-keeper.ts';
import { agreementMatrix } from '../agreement/agreement-matrix.ts';
import { OperatorRefused } from '../errors.ts';
import { limits } from '../service/limits.ts';
import { parseCursor, type Place } from './page-cursor.ts';
import { readAccessRecords } from './read-access-records.ts';
import { readAccessTotals } from './read-access-totals.ts';
import { type ImportSummary, readImports } from './read-imports.ts';
import { readReportedRows } from './read-reported-rows.ts';
import { utcInstant } from './utc-instant.ts';

export interface OperatorResolversOptions {
  /** Of the operator role. */
  readonly pool: pg.Pool;
  readonly agreement: AgreementInForce;
  /** The names by which tokens govern the agency's schema. */
  readonly fields: readonly string[];
}

/** Null where a caller says so: a default stands in only for what is left out. */
interface Arguments {
  readonly from?: string | null;
  readonly to?: string | null;
  readonly after?: string | null;
  readonly first: number | null;
  readonly skip: number | null;
  readonly newestFirst?: boolean | null;
}

interface TotalsArguments {
  readonly from: string;
  readonly to: string;
  readonly hours: number | null;
}

/** The fields of `schema/operator.graphql`. Errors: `BAD_USER_INPUT` for a number out of bounds and a cursor that is none. */
export function operatorResolvers({ pool, agreement, fields }: OperatorResolversOptions): IResolvers {
  return {
    Date: DateScalar,
    DateTime: DateTimeScalar,
    Query: {
      accessRecords: (_root, { from, to, after, first, newestFirst }: Arguments) =>
        readAccessRecords({
          pool,
          from: typeof from === 'string' ? utcInstant(from) : '-infinity',
          to: typeof to === 'string' ? utcInstant(to) : 'infinity',
          after: typeof after === 'string' ? placeOf(after) : undefined,
          first: bounded('first', first, limits.operator.maxRecords),
          newestFirst: newestFirst === true,
        }),
      accessTotals: (_root, { from, to, hours }: TotalsArguments) =>
        readAccessTotals({
          pool,
          from: utcInstant(from),
          to: utcInstant(to),
          hours: bounded('hours', hours, limits.operator.maxTotalsHours),
        }),
      imports: (_root, { first }: Arguments) =>
        readImports(pool, bounded('first', first, limits.operator.maxImports)),
      agreement: () => agreement,
    },
    Agreement: {
      rules: () => agreement.rules(),
      matrix: () => agreementMatrix(agreement),
      fields: () => fields,
    },
    RuleEffect: { PERMIT: 'permit', FORBID: 'forbid' },
    ImportReport: {
      report: (of: ImportSummary, { first, skip }: Arguments) =>
        readReportedRows({
          pool,
          of,
          first: bounded('first', first, limits.operator.maxReportedRows),
          skip: bounded('skip', skip, 1_000_000_000, 0),
        }),
    },
  };
}

function bounded(name: string, value: number | null, max: number, min = 1): number {
  if (value !== null && value >= min && value <= max) return value;
  throw new OperatorRefused('BAD_USER_INPUT', `${name} is ${String(min)} to ${String(max)}`);
}

function placeOf(cursor: string): Place {
  const place = parseCursor(cursor);
  if (place === undefined) {
    throw new OperatorRefused('BAD_USER_INPUT', 'after takes what an earlier page gave as next');
  }
  return place;
}
