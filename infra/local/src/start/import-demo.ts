import { importRegisterFile } from '../registers/import-register-file.ts';
import type { ClientDatabases } from '../issuer/list-clients.ts';
import { registerClient } from '../issuer/register-client.ts';
import { LocalError } from '../errors.ts';
import { addDemoUsers } from './add-demo-users.ts';
import { demoClients } from './demo-clients.ts';
import { demoPeople } from './demo-people.ts';
import { demoAsOf, demoFiles } from './demo-files.ts';

export interface ImportDemoOptions {
  readonly dataDir: string;
  readonly clientDatabases: ClientDatabases;
  readonly onProgress: (line: string) => void;
  readonly signal: AbortSignal;
}

/** Imports the demo county file by file, as a user would, and registers its clients and people. May be repeated after an interruption. */
export async function importDemo(options: ImportDemoOptions): Promise<void> {
  const { dataDir, clientDatabases, onProgress, signal } = options;
  for (const { register, file } of demoFiles) {
    signal.throwIfAborted();
    const report = await importRegisterFile({ dataDir, register, file, asOf: demoAsOf, dryRun: false });
    const rejected = report.rejected.length;
    onProgress(
      `imported ${register}: ${count(report.read, 'row')} read, ${count(report.accepted, 'row')} accepted` +
        (rejected > 0 ? `, ${count(rejected, 'row')} rejected` : ''),
    );
  }
  for (const client of demoClients) {
    try {
      await registerClient({ ...client, ...clientDatabases, dataDir });
    } catch (error) {
      // Registered before the interruption.
      if (!(error instanceof LocalError && error.code === 'CLIENT_EXISTS')) throw error;
    }
  }
  await addDemoUsers(dataDir, clientDatabases);
  onProgress(
    `registered ${count(demoClients.length, 'demo client')} and ${count(demoPeople.length, 'demo account')}`,
  );
}

function count(n: number, noun: string): string {
  return `${n.toLocaleString('en')} ${noun}${n === 1 ? '' : 's'}`;
}
