import type { RegisteredClient } from '@hearthgate/local/clients';
import { textTable } from '../text-table.ts';

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
  return textTable([header, ...clients.map(cells)]);
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
