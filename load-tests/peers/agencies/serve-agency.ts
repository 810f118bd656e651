import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { buildSubgraphSchema } from '@apollo/subgraph';
import pg from 'pg';
import { AGENCIES, type Agency, type HouseholdAgency, placeOf } from './agency-names.ts';
import { readSchema } from './read-schema.ts';
import { rollInMemory, rollInPostgres } from './roll.ts';
import { serveSubgraph } from './serve-subgraph.ts';
import { type ReadStandings, standingsInMemory, standingsInPostgres } from './standings.ts';

/**
 * One agency for the peers: the data and the statement of Hearthgate's, and nothing of what Hearthgate's do besides: no
 * token, no agreement, no access record.
 *
 *   node agencies/serve-agency.ts --agency NAME --port N --rows postgres|memory --database-file FILE
 *
 * FILE holds the database's URL: a command line is no place for a password.
 */
const { values } = parseArgs({
  options: {
    agency: { type: 'string', default: '' },
    port: { type: 'string', default: '' },
    rows: { type: 'string', default: 'postgres' },
    'database-file': { type: 'string', default: '' },
  },
});

const agency = AGENCIES.find((name) => name === values.agency);
if (agency === undefined) throw new RangeError(`--agency: one of ${AGENCIES.join(', ')}`);
const inMemory = values.rows === 'memory';
const pool = new pg.Pool({
  connectionString: readFileSync(values['database-file'], 'utf8').trim(),
  // As many as Hearthgate's agencies have.
  max: 8,
});

async function serve(name: Agency): Promise<void> {
  const port = Number(values.port);
  if (name === 'enrollment') {
    const readRoll = inMemory ? await rollInMemory(pool) : rollInPostgres(pool);
    const resolvers = {
      Query: {
        enrolledStudents: (_root: unknown, asked: { schoolCode: string; studentNumbers: string[] }) =>
          readRoll(asked.schoolCode, asked.studentNumbers),
      },
    };
    const schema = buildSubgraphSchema([{ typeDefs: readSchema(name), resolvers }]);
    await serveSubgraph({ port, schema, makeContext: () => ({}) });
    return;
  }
  const readStandings = inMemory ? await standingsInMemory(pool) : standingsInPostgres(pool);
  await serveSubgraph({ port, ...household(name, readStandings) });
}

type Ref = Record<string, unknown>;

/** All refs of a call stand in its variables, so one look serves all of them, as in Hearthgate's agencies. */
function household(name: HouseholdAgency, readStandings: ReadStandings) {
  const { type, field } = placeOf[name];
  const key = `${field}Ref`;
  type Context = { standing?: ReturnType<ReadStandings>; variables: Record<string, unknown> };
  const standing = async (ref: Ref, _arguments: unknown, context: Context) => {
    context.standing ??= readStandings(refsIn(context.variables, key));
    return (await context.standing)(String(ref[key]));
  };
  return {
    schema: buildSubgraphSchema([
      { typeDefs: readSchema(name), resolvers: { [type]: { [field]: standing } } },
    ]),
    makeContext: (variables: Record<string, unknown>): Context => ({ variables }),
  };
}

function refsIn(variables: Record<string, unknown>, key: string): string[] {
  const representations = Object.values(variables).flat() as Ref[];
  return [...new Set(representations.flatMap((ref) => (ref?.[key] === undefined ? [] : [String(ref[key])])))];
}

await serve(agency);
