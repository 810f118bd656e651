import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import { type AgencyName, formatPersonRef } from '@hearthgate/schema';
import { rollColumnsInMemory, standingsInMemory, type StudentInMemory } from '../columns-in-memory.ts';
import { readAgencySdl } from '@hearthgate/schema/sdl';
import { buildSchema, type DocumentNode, execute, parse } from 'graphql';

const asOf = '2026-11-01';
const register = { asOf, accepted: 1, rejected: 0 };

const persons =
  (field: string) =>
  ({ refs }: { readonly refs: readonly string[] }): object[] =>
    refs.map((ref) => ({ [`${field}Ref`]: ref, [field]: { asOf, categories: [] } }));

function refOf(person: string, field: string): string {
  const digest = createHash('md5').update(`${field} ${person}`).digest('hex');
  return formatPersonRef(1, digest);
}

const linked = (person: string): Record<string, string> =>
  Object.fromEntries(
    ['povertyRegistry', 'subsistenceAllowance', 'disability', 'orphans'].map((field) => [
      `${field}Ref`,
      refOf(person, field),
    ]),
  );

const household = (studentNumber: string): StudentInMemory => ({
  stages: ['SENIOR'],
  student: linked(studentNumber),
  guardians: [linked(`${studentNumber} 1`), linked(`${studentNumber} 2`)],
});

const standings = ({ refs }: { readonly refs: readonly string[] }): object =>
  standingsInMemory(refs, asOf, () => []);

/** All of an agency's fields, answered out of nothing: every number is on the roll with two guardians, nobody is listed. */
const root = {
  enrolledStudents: ({ studentNumbers }: { readonly studentNumbers: readonly string[] }) => ({
    asOf,
    students: studentNumbers.map((studentNumber) => ({ studentNumber, ...household(studentNumber) })),
  }),
  rollColumns: ({ studentNumbers }: { readonly studentNumbers: readonly string[] }) =>
    rollColumnsInMemory(studentNumbers, asOf, studentNumbers.map(household)),
  enrollmentRegister: register,
  personsByPovertyRegistryRef: persons('povertyRegistry'),
  personsBySubsistenceAllowanceRef: persons('subsistenceAllowance'),
  personsByDisabilityRef: persons('disability'),
  personsByOrphansRef: persons('orphans'),
  povertyRegistryStandings: standings,
  subsistenceAllowanceStandings: standings,
  disabilityStandings: standings,
  orphansStandings: standings,
};

interface Asked {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Serves an agency that costs next to nothing and checks no token: for measuring the gateway and nothing else. */
export function serveTrivialAgency(agency: AgencyName, port: number): Promise<void> {
  const schema = buildSchema(readAgencySdl(agency), { assumeValidSDL: true });
  const parsed = new Map<string, DocumentNode>();
  const answer = async (request: IncomingMessage): Promise<unknown> => {
    const { query, variables } = (await json(request)) as Asked;
    const document = parsed.get(query) ?? parse(query);
    parsed.set(query, document);
    return execute({ schema, document, variableValues: variables, rootValue: root });
  };
  const server = createServer((request, response) => {
    void answer(request).then((answered) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(answered));
    });
  });
  return new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
}
