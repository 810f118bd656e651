import type { Command } from 'commander';
import type { AuditSurroundings } from './officer-command.ts';

interface CheckOptions {
  readonly verifierKey: string;
}

/** Adds `audit check`: what `audit prove` printed, checked against a key that the checker trusts; asks nobody. */
export function checkCommand(audit: Command, { print }: AuditSurroundings): void {
  audit
    .command('check')
    .description('checks a proof that "audit prove" printed, without the log and without a network')
    .argument('<file>', 'the proof, JSON')
    .requiredOption(
      '--verifier-key <key>',
      "the log's verifier key, as /audit/verifier-keys gives it: had from the operator beforehand, not from the proof",
    )
    .action(async (file: string, { verifierKey }: CheckOptions) => {
      const { checkProofFile } = await import('./check-proof-file.ts');
      print(await checkProofFile(file, verifierKey));
    });
}
