import type { HouseholdAgency } from '@hearthgate/schema';
import { PositionsScalar } from '@hearthgate/schema/number-lists';
import { DateScalar, PersonRefScalar, PersonRefsScalar } from '@hearthgate/schema/scalars';
import type { FastifyInstance } from 'fastify';
import type { CoveredCall } from '../agency-token/cover-call.ts';
import { buildFilter } from '../filter/build-filter.ts';
import { FilterKeeper } from '../filter/filter-keeper.ts';
import { type CallStandings, readCallStandings } from './call-standings.ts';
import { governedHousehold } from './governed-household.ts';
import { limits } from './limits.ts';
import { openPool } from './open-pool.ts';
import { readRegister } from './read-register.ts';
import { serveSubgraph } from './serve-subgraph.ts';
import type { ServedAgency } from './served-agency.ts';

export interface HouseholdAgencyOptions extends ServedAgency {
  readonly agency: HouseholdAgency;
  /** The field on `Person` that the agency alone feeds; its schema derives all other names from it. */
  readonly assertionField: string;
}

interface Context {
  readonly call: CoveredCall;
  /** Of all refs of the call at once: several fields of one query are one statement. */
  readonly standings: () => Promise<CallStandings>;
}

/** Serves an agency whose register is about persons: `personsBy…Ref`, `…Standings` and `…Register` of its schema. */
export async function serveHouseholdAgency(options: HouseholdAgencyOptions): Promise<FastifyInstance> {
  const { agency, assertionField: field, ...served } = options;
  const pool = openPool(served.config.databaseUrl);
  const { filterMaxBytes: maxBytes } = served.config;
  const filter = new FilterKeeper({
    build: (signal) => buildFilter({ pool, maxBytes, signal }),
    cooldownMs: limits.filter.cooldownMs,
  });
  const typeName = field.charAt(0).toUpperCase() + field.slice(1);
  const register = `${field}Register`;
  return serveSubgraph<Context>({
    ...served,
    agency,
    governed: governedHousehold(field),
    onClose: async () => {
      await filter.close();
      await pool.end();
    },
    makeContext: (call) => {
      let standings: Promise<CallStandings> | undefined;
      return { call, standings: () => (standings ??= readCallStandings({ pool, filter, field, call })) };
    },
    warmUp: async () => {
      const { rows } = await pool.query<{ revision: string }>('select revision from shared.register');
      if (rows[0]) filter.saw(rows[0].revision);
    },
    resolvers: {
      PersonRef: PersonRefScalar,
      PersonRefs: PersonRefsScalar,
      Positions: PositionsScalar,
      Date: DateScalar,
      Query: {
        [`personsBy${typeName}Ref`]: (_root, { refs }: { refs: string[] }, { standings }) =>
          refs.map((ref) => ({
            [`${field}Ref`]: ref,
            [field]: async () => (await standings()).standingOf(ref),
          })),
        [`${field}Standings`]: async (_root, { refs }: { refs: string[] }, { call, standings }) => {
          const read = await standings();
          return { refsDigest: call.claims.refs_digest, asOf: read.asOf, listed: read.listingsOf(refs) };
        },
        [register]: (_root, _arguments, { call }) =>
          readRegister({ pool, call, field: register, column: 'refs' }),
      },
    },
  });
}
