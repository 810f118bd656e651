import type { ListedUser } from '@hearthgate/local/users';
import { textTable } from '../text-table.ts';

const header = ['USERNAME', 'ROLE', 'BOUND TO', 'QUERIES', 'ADDED', 'DISABLED'];

/** People's accounts as a table for people, a line each. */
export function userTable(users: readonly ListedUser[]): string {
  return textTable([header, ...users.map(cells)]);
}

function cells(user: ListedUser): string[] {
  return [
    user.username,
    user.role,
    user.school ?? user.division ?? user.agency ?? '-',
    user.adHocQueries ? 'any' : 'trusted',
    user.createdAt.toISOString().slice(0, 10),
    user.disabledAt?.toISOString().slice(0, 10) ?? '-',
  ];
}
