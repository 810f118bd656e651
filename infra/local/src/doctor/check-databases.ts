import { AGENCIES, type AgencyName } from '@hearthgate/schema';
import pg from 'pg';
import { databaseUrls } from '../data-dir/database-urls.ts';
import { type Finding, ok, problem } from './finding.ts';

const maxClockSkewMs = 5_000;

/** For a system that runs: whether every agency's database answers and holds a register, and the clocks agree. */
export async function checkDatabases(dataDir: string): Promise<Finding[]> {
  const urls = databaseUrls(dataDir);
  const looks = await Promise.all(AGENCIES.map((agency) => lookInto(agency, urls.ownerOf(agency))));
  const findings = looks.flatMap(({ findings }) => findings);
  const skewsMs = looks.flatMap(({ skewMs }) => (skewMs === undefined ? [] : [skewMs]));
  const worstMs = Math.max(0, ...skewsMs);
  if (skewsMs.length === 0) return findings;
  return [
    ...findings,
    worstMs <= maxClockSkewMs
      ? ok('clock', 'agrees with the databases')
      : problem(
          'clock',
          `differs from the databases' by ${String(Math.round(worstMs / 1000))} s: set it (tokens live 300 s)`,
        ),
  ];
}

interface Look {
  readonly findings: readonly Finding[];
  readonly skewMs?: number;
}

async function lookInto(agency: AgencyName, url: string): Promise<Look> {
  const what = `${agency} register`;
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    query_timeout: 5_000,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{
      now: Date;
      asOf: string | null;
      accepted: number;
      rejected: number;
    }>(
      `select clock_timestamp() as now, r.as_of::text as "asOf", r.accepted, r.rejected
       from (values (1)) as always left join shared.register r on true`,
    );
    const [row] = rows;
    const skewMs = Math.abs(Date.now() - (row?.now.getTime() ?? 0));
    if (!row || row.asOf === null) {
      return {
        skewMs,
        findings: [problem(what, `is empty: load one with "hearthgate import ${agency} FILE"`)],
      };
    }
    const says = `as of ${row.asOf}, ${String(row.accepted)} rows accepted, ${String(row.rejected)} rejected`;
    return { skewMs, findings: [ok(what, says)] };
  } catch (error) {
    const reason = error instanceof Error && error.message ? error.message : 'no connection';
    return { findings: [problem(what, `its database cannot be read (${reason}): see postgres.log`)] };
  } finally {
    await client.end().catch(() => undefined);
  }
}
