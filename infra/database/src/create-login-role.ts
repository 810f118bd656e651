import pg from 'pg';
import { scramVerifier } from './scram-verifier.ts';

interface RoleRow {
  readonly powers: boolean;
  readonly memberships: number;
}

/**
 * A role that can log in and do nothing else, made or found; its password is set anew each time.
 * Refuses a role of that name that already has powers over the cluster or is a member of another role: granting
 * little to such a role would mean nothing.
 */
export async function createLoginRole(admin: pg.Client, name: string, password: string): Promise<void> {
  const role = pg.escapeIdentifier(name);
  const found = await findRole(admin, name);
  if (found && (found.powers || found.memberships > 0)) {
    throw new Error(`role ${name} has powers of its own: drop it, or take them away`);
  }
  const verifier = pg.escapeLiteral(scramVerifier(password));
  if (!found) await admin.query(`create role ${role} noinherit`);
  await admin.query(`alter role ${role} login password ${verifier}`);
}

async function findRole(admin: pg.Client, name: string): Promise<RoleRow | undefined> {
  const { rows } = await admin.query<RoleRow>(
    `select rolsuper or rolcreaterole or rolcreatedb or rolreplication or rolbypassrls as powers,
            (select count(*)::int from pg_auth_members where member = r.oid) as memberships
     from pg_roles r where rolname = $1`,
    [name],
  );
  return rows[0];
}
