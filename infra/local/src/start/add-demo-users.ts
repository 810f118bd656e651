import { LocalError } from '../errors.ts';
import { addUser } from '../issuer/accounts/add-user.ts';
import type { ClientDatabases } from '../issuer/list-clients.ts';
import { demoPeople } from './demo-people.ts';
import { prepareDemoUsers } from './demo-users.ts';

/** Gives the demo's people their accounts. May be repeated after an interruption: their passwords stay the same. */
export async function addDemoUsers(dataDir: string, clientDatabases: ClientDatabases): Promise<void> {
  const passwords = new Map(prepareDemoUsers(dataDir).map(({ username, password }) => [username, password]));
  for (const person of demoPeople) {
    const password = passwords.get(person.username);
    // Of a person that a newer version has added, this data directory has no password.
    if (password === undefined) continue;
    try {
      await addUser({ ...person, ...clientDatabases, password });
    } catch (error) {
      if (!(error instanceof LocalError && error.code === 'USER_EXISTS')) throw error;
    }
  }
}
