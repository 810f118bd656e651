import { type DatabaseUrls, databaseUrls } from '../data-dir/database-urls.ts';
import { readRunFile } from './read-run-file.ts';

/** Where the databases of the running system of this data directory are. Throws `NOT_RUNNING`. */
export function runningDatabaseUrls(dataDir: string): DatabaseUrls {
  readRunFile(dataDir);
  return databaseUrls(dataDir);
}
