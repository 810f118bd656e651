import { DateScalar, type HouseholdAgency, parsePersonRef, PersonRefScalar } from '@hearthgate/schema';
import type { FastifyInstance } from 'fastify';
import { GraphQLError } from 'graphql';
import type pg from 'pg';
import type { CoveredCall } from '../agency-token/cover-call.ts';
import { governedHousehold } from './governed-household.ts';
import { openPool } from './open-pool.ts';
import { readRegister } from './read-register.ts';
import { readStandings } from './read-standings.ts';
import { serveSubgraph } from './serve-subgraph.ts';
import type { ServedAgency } from './served-agency.ts';

export interface HouseholdAgencyOptions extends ServedAgency {
  readonly agency: HouseholdAgency;
  /** The field on `Person` that the agency alone feeds; its schema derives all other names from it. */
  readonly assertionField: string;
}

interface Standing {
  readonly asOf: string | null;
  readonly categories: readonly string[] | null;
}

interface Context {
  readonly call: CoveredCall;
  /** By whole `PersonRef`, for all refs of the call at once: several fields of one query are one statement. */
  readonly standings: () => Promise<ReadonlyMap<string, Standing>>;
}

/**
 * Serves an agency whose register is about persons: `personsBy…Ref` and `…Register` of its schema.
 *
 * A ref under a key version that the register was not imported with fails the whole call: a miss would read as NO.
 */
export async function serveHouseholdAgency(options: HouseholdAgencyOptions): Promise<FastifyInstance> {
  const { agency, assertionField: field, ...served } = options;
  const pool = openPool(served.config.databaseUrl);
  const typeName = field.charAt(0).toUpperCase() + field.slice(1);
  const register = `${field}Register`;
  return serveSubgraph<Context>({
    ...served,
    agency,
    governed: governedHousehold(field),
    onClose: () => pool.end(),
    makeContext: (call) => {
      let standings: Promise<ReadonlyMap<string, Standing>> | undefined;
      return { call, standings: () => (standings ??= readCallStandings(pool, field, call)) };
    },
    warmUp: () => pool.query('select 1 from shared.register'),
    resolvers: {
      PersonRef: PersonRefScalar,
      Date: DateScalar,
      Query: {
        [`personsBy${typeName}Ref`]: (_root, { refs }: { refs: string[] }, { standings }) =>
          refs.map((ref) => ({
            [`${field}Ref`]: ref,
            [field]: async () => (await standings()).get(ref),
          })),
        [register]: (_root, _arguments, { call }) =>
          readRegister({ pool, call, field: register, column: 'refs' }),
      },
    },
  });
}

async function readCallStandings(
  pool: pg.Pool,
  field: string,
  call: CoveredCall,
): Promise<ReadonlyMap<string, Standing>> {
  const asked = call.refs.map((ref) => {
    const parsed = parsePersonRef(ref);
    if (!parsed) throw new GraphQLError('not a person ref', { extensions: { code: 'BAD_USER_INPUT' } });
    return { ref, ...parsed };
  });
  const snapshot = await readStandings({ pool, call, field, uuids: asked.map(({ uuid }) => uuid) });
  if (!snapshot) return new Map(asked.map(({ ref }) => [ref, { asOf: null, categories: null }]));
  if (asked.some(({ version }) => !snapshot.keyVersions.includes(version))) {
    throw new GraphQLError('the register does not hold refs under this key version', {
      extensions: { code: 'KEY_VERSION_NOT_HELD' },
    });
  }
  const { asOf, categories } = snapshot;
  return new Map(asked.map(({ ref, uuid }) => [ref, { asOf, categories: categories.get(uuid) ?? [] }]));
}
