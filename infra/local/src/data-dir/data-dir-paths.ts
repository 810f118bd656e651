import { join } from 'node:path';

export interface DataDirPaths {
  readonly root: string;
  readonly lock: string;
  readonly runFile: string;
  readonly secrets: string;
  /** Which demo this directory was made with, and whether its import is through. */
  readonly demo: string;
  readonly postgres: string;
  /** Where the embedded Postgres is made before it is moved into place; also its temporary folder. */
  readonly postgresSetup: string;
  readonly logs: string;
  /** Node's cache of compiled code, which makes every start but the first quicker; may be deleted. */
  readonly compileCache: string;
  /** Pseudonym keys, one file per agency. */
  readonly keys: string;
  readonly issuerKeys: string;
  /** What the console proves to the issuer that it is the console with. */
  readonly consoleKey: string;
  /** Usernames and passwords of the demo's people. */
  readonly demoUsers: string;
  /** What the gateway signs its tokens for agencies with. */
  readonly signingKeys: string;
  /** What screenings' own keys are wrapped under. */
  readonly screeningKeys: string;
  /** What the audit log's checkpoints are signed with. */
  readonly checkpointKeys: string;
  /** What students stand in the audit log under. */
  readonly subjectKeys: string;
  readonly clients: string;
  /** `<agency>/agreement.cedar` of each agency; its operator's to change. */
  readonly agreements: string;
  /** Locks of single registers, held by imports and key rotations. */
  readonly registerLocks: string;
}

/** Where everything of an installation lies. */
export function dataDirPaths(dataDir: string): DataDirPaths {
  return {
    root: dataDir,
    lock: join(dataDir, 'lock'),
    runFile: join(dataDir, 'run.json'),
    secrets: join(dataDir, 'secrets.json'),
    demo: join(dataDir, 'demo.json'),
    postgres: join(dataDir, 'postgres'),
    postgresSetup: join(dataDir, 'postgres-setup'),
    logs: join(dataDir, 'logs'),
    compileCache: join(dataDir, 'compile-cache'),
    keys: join(dataDir, 'keys', 'pseudonym'),
    issuerKeys: join(dataDir, 'keys', 'issuer.json'),
    consoleKey: join(dataDir, 'keys', 'console', 'client.json'),
    demoUsers: join(dataDir, 'demo-users.json'),
    signingKeys: join(dataDir, 'keys', 'gateway', 'signing.json'),
    screeningKeys: join(dataDir, 'keys', 'gateway', 'screening.json'),
    checkpointKeys: join(dataDir, 'keys', 'audit-log', 'checkpoint.json'),
    subjectKeys: join(dataDir, 'keys', 'audit-log', 'subjects.json'),
    clients: join(dataDir, 'clients'),
    agreements: join(dataDir, 'agreements'),
    registerLocks: join(dataDir, 'register-locks'),
  };
}
