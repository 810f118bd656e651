import type { RegisteredClient } from '@hearthgate/local';

const header = [
  'ID',
  'ROLE',
  'BOUND TO',
  'QUERIES',
  'TOKENS',
  'REQUESTS/S',
  'SUBJECTS/DAY',
  'REGISTERED',
  'REVOKED',
];

/** The clients as a table for people, a line each. */
export function clientTable(clients: readonly RegisteredClient[]): string {
  const rows = [header, ...clients.map(cells)];
  const widths = header.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}

function cells(client: RegisteredClient): string[] {
  return [
    client.id,
    client.role,
    client.school ?? client.division ?? client.agency ?? '-',
    client.adHocQueries ? 'any' : 'trusted',
    client.senderConstrained ? 'dpop' : 'bearer',
    limit(client.requestsPerSecond),
    limit(client.subjectsPerDay),
    client.createdAt.toISOString().slice(0, 10),
    client.revokedAt?.toISOString().slice(0, 10) ?? '-',
  ];
}

function limit(value: number | undefined): string {
  if (value === undefined) return 'default';
  return value === 0 ? 'none' : String(value);
}
