import { withClient } from '@hearthgate/database';
import { type AgencyName, HOUSEHOLD_AGENCIES, type HouseholdAgency } from '@hearthgate/schema';

export interface FillAgenciesOptions {
  /** As the owner. */
  readonly databaseUrl: (agency: AgencyName) => string;
  /** On the roll of division 990108, each with two guardians, over a hundred schools. */
  readonly students: number;
  /** On each register; one in ten of the students' households is among them, of orphans one student in 200. */
  readonly people: number;
}

const categories: Readonly<Record<HouseholdAgency, readonly string[]>> = {
  'poverty-registry': ['LIFTED_FROM_POVERTY', 'UNSTABLY_LIFTED', 'POVERTY_PRONE', 'SUDDEN_HARDSHIP'],
  'subsistence-allowance': ['SUBSISTENCE_ALLOWANCE', 'SUBSISTENCE_MARGINAL', 'DESTITUTE_SUPPORT'],
  disability: ['CERTIFIED'],
  orphans: ['ORPHAN', 'DE_FACTO_UNATTENDED'],
};

/** The number of the n-th student, from 1. */
export function studentNumberAt(n: number): string {
  return `L${String(n).padStart(18, '0')}`;
}

/** Fills the agencies' tables as an import of made-up files would, without the files. */
export async function fillAgencies({ databaseUrl, students, people }: FillAgenciesOptions): Promise<void> {
  await withClient(databaseUrl('enrollment'), async (owner) => {
    await owner.query(
      `insert into register.school select '34990' || lpad(n::text, 5, '0'), '', 'SENIOR', '990108' from generate_series(0, 99) n`,
    );
    const refs = (agency: string): string => `md5('${agency} s' || n)::uuid`;
    const guardians = (agency: string): string =>
      `array[md5('${agency} a' || n)::uuid, md5('${agency} b' || n)::uuid]`;
    await owner.query(
      `insert into register.roll
       select 'L' || lpad(n::text, 18, '0'), '34990' || lpad((n * 100 / ($1 + 1))::text, 5, '0'), 'SENIOR', true,
         ${refs('poverty-registry')}, ${guardians('poverty-registry')},
         ${refs('subsistence-allowance')}, ${guardians('subsistence-allowance')},
         ${refs('disability')}, ${guardians('disability')}, ${refs('orphans')}
       from generate_series(1, $1::bigint) n`,
      [students],
    );
    await owner.query(
      `insert into register.import (as_of, read, accepted, rejected, key_versions, report)
       values ('2026-11-01', 1, 1, 0, $1, '{}')`,
      [Object.fromEntries(HOUSEHOLD_AGENCIES.map((agency) => [agency, 1]))],
    );
    await owner.query('vacuum (analyze)');
  });
  for (const agency of HOUSEHOLD_AGENCIES) {
    const listed =
      agency === 'orphans' ? `'s' || n * 200` : `(array['s', 'a', 'b'])[1 + n % 3] || n * 10 / 3`;
    await withClient(databaseUrl(agency), async (owner) => {
      await owner.query(
        `insert into register.assertion
         select md5('${agency} ' || ${listed})::uuid, ($2::text[])[1 + n % cardinality($2::text[])]
         from generate_series(1, $1::bigint) n on conflict do nothing`,
        [people, categories[agency]],
      );
      await owner.query(
        `insert into register.import (as_of, read, accepted, rejected, key_versions, report)
         values ('2026-11-01', 1, 1, 0, '{1}', '{}')`,
      );
      await owner.query('vacuum (analyze)');
    });
  }
}
