import { withClient } from '@hearthgate/database';
import pg from 'pg';
import { PgBoss } from 'pg-boss';
import { queues, queueSchema } from './queues.ts';

/**
 * Installs or upgrades pg-boss's tables as the database's owner, with the queues of screenings, and lets the service use
 * them. Safe at every start. The service itself can change no table: it runs pg-boss without its migrations.
 */
export async function installQueues(ownerUrl: string, service: string): Promise<void> {
  await withClient(ownerUrl, async (owner) => {
    // Two that start at once install one after the other; the lock goes with the connection.
    await owner.query('select pg_advisory_lock(0, 201)');
    const boss = new PgBoss({
      db: { executeSql: (text, values) => owner.query(text, values) },
      schema: queueSchema,
      supervise: false,
      schedule: false,
      registerInstance: false,
    });
    let failure: unknown;
    boss.on('error', (error) => {
      failure ??= error;
    });
    await boss.start();
    for (const { name, ...options } of Object.values(queues)) {
      await boss.createQueue(name, options);
      await boss.updateQueue(name, options);
    }
    await boss.stop({ graceful: false });
    if (failure instanceof Error) throw failure;
    await owner.query(grantsTo(pg.escapeIdentifier(service)));
  });
}

function grantsTo(service: string): string {
  return `
    grant usage on schema ${queueSchema} to ${service};
    grant select, insert, update, delete on all tables in schema ${queueSchema} to ${service};
    grant execute on all functions in schema ${queueSchema} to ${service};
    grant usage on all sequences in schema ${queueSchema} to ${service};`;
}
