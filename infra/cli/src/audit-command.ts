import type { Command } from 'commander';
import { checkCommand } from './audit/check-command.ts';
import { exportCommand } from './audit/export-command.ts';
import { auditSurroundings } from './audit/officer-command.ts';
import { proveCommand } from './audit/prove-command.ts';
import { reconcileCommand } from './audit/reconcile-command.ts';
import { searchCommand } from './audit/search-command.ts';
import { verifyCommand } from './audit/verify-command.ts';
import { whoSawCommand } from './audit/who-saw-command.ts';

/**
 * Adds the commands of the audit log to a program. They ask as a privacy officer's client, over the gateway, and are
 * themselves logged; only `verify` reads the log's tables, and `check` asks nobody.
 */
export function auditCommand(program: Command, surroundings = auditSurroundings): void {
  const audit = program
    .command('audit')
    .description('who asked what about whom, for which purpose; and proof of it');
  searchCommand(audit, surroundings);
  whoSawCommand(audit, surroundings);
  proveCommand(audit, surroundings);
  checkCommand(audit, surroundings);
  reconcileCommand(audit, surroundings);
  exportCommand(audit, surroundings);
  verifyCommand(audit, surroundings);
}
