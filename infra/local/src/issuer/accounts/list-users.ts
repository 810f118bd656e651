import { inTransaction } from '../in-transaction.ts';
import type { ClientDatabases } from '../list-clients.ts';
import { accountColumns, parseAccountRow } from './account.ts';
import type { ClientRegistration } from '../client-registration.ts';

/** A person's account as it is shown; nothing of the password. */
export type ListedUser = Omit<ClientRegistration, 'id'> & {
  readonly username: string;
  readonly adHocQueries: boolean;
  readonly createdAt: Date;
  readonly disabledAt: Date | null;
};

/** Everybody who ever had an account, the disabled too (`disabledAt`), by username. Errors: `ISSUER_UNAVAILABLE`. */
export async function listUsers({
  databaseUrl,
}: Pick<ClientDatabases, 'databaseUrl'>): Promise<ListedUser[]> {
  return inTransaction({ databaseUrl, of: 'issuer' }, async (issuer) => {
    const { rows } = await issuer.query<Record<string, unknown>>(
      `select ${accountColumns} from account order by username collate "C"`,
    );
    return rows.map((row) => {
      const { registration, ...account } = parseAccountRow(row);
      const { id: username, ...bounds } = registration;
      return { username, ...bounds, ...account };
    });
  });
}
