import { DateScalar, type HouseholdAgency, parsePersonRef, PersonRefScalar } from '@hearthgate/schema';
import DataLoader from 'dataloader';
import type { FastifyInstance } from 'fastify';
import { GraphQLError } from 'graphql';
import type pg from 'pg';
import type { AgencyServiceConfig } from './config.ts';
import { limits } from './limits.ts';
import { openPool } from './open-pool.ts';
import { readRegister } from './read-register.ts';
import { readStandings } from './read-standings.ts';
import { serveSubgraph } from './serve-subgraph.ts';

export interface HouseholdAgencyOptions {
  readonly agency: HouseholdAgency;
  /** The field on `Person` that the agency alone feeds; its schema derives all other names from it. */
  readonly assertionField: string;
  readonly config: AgencyServiceConfig;
}

interface Standing {
  readonly asOf: string | null;
  readonly categories: readonly string[] | null;
}

interface Context {
  /** By whole `PersonRef`, made for one request: several fields of one query become one statement. */
  readonly standings: DataLoader<string, Standing>;
}

/**
 * Serves an agency whose register is about persons: `personsBy…Ref` and `…Register` of its schema.
 *
 * A ref under a key version that the register was not imported with fails the whole call: a miss would read as NO.
 */
export async function serveHouseholdAgency(options: HouseholdAgencyOptions): Promise<FastifyInstance> {
  const { agency, assertionField: field, config } = options;
  const pool = openPool(config.databaseUrl);
  const typeName = field.charAt(0).toUpperCase() + field.slice(1);
  return serveSubgraph<Context>({
    agency,
    port: config.port,
    onClose: () => pool.end(),
    warmUp: () => readRegister(pool),
    makeContext: () => ({ standings: standingsLoader(pool, field) }),
    resolvers: {
      PersonRef: PersonRefScalar,
      Date: DateScalar,
      Query: {
        [`personsBy${typeName}Ref`]: (_root, { refs }: { refs: string[] }, { standings }) =>
          refs.map((ref) => ({ [`${field}Ref`]: ref, [field]: () => standings.load(ref) })),
        [`${field}Register`]: () => readRegister(pool),
      },
    },
  });
}

function standingsLoader(pool: pg.Pool, field: string): DataLoader<string, Standing> {
  return new DataLoader((refs) => loadStandings(pool, field, refs), { maxBatchSize: limits.maxRefsPerCall });
}

async function loadStandings(pool: pg.Pool, field: string, refs: readonly string[]): Promise<Standing[]> {
  const asked = refs.map((ref) => {
    const parsed = parsePersonRef(ref);
    if (!parsed) throw new GraphQLError('not a person ref', { extensions: { code: 'BAD_USER_INPUT' } });
    return parsed;
  });
  const snapshot = await readStandings({ pool, fields: [field], refs: asked.map(({ uuid }) => uuid) });
  if (!snapshot) return asked.map(() => ({ asOf: null, categories: null }));
  if (asked.some(({ version }) => !snapshot.keyVersions.includes(version))) {
    throw new GraphQLError('the register does not hold refs under this key version', {
      extensions: { code: 'KEY_VERSION_NOT_HELD' },
    });
  }
  return asked.map(({ uuid }) => ({ asOf: snapshot.asOf, categories: snapshot.categories.get(uuid) ?? [] }));
}
