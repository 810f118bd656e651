import { LocalError } from '@hearthgate/local/errors';
import { type Command, InvalidArgumentError } from 'commander';
import { entryJson } from './entry-json.ts';
import { type AuditSurroundings, asOfficer, atTheDesk, type OfficerOptions } from './officer-command.ts';

/** Adds `audit prove`: a leaf with its proof, checked, for whoever wants to check it without this log. */
export function proveCommand(audit: Command, surroundings: AuditSurroundings): void {
  asOfficer(
    audit
      .command('prove')
      .description(
        'prints a leaf with the proof that it is in the log, as JSON; check it with "audit check"',
      ),
  )
    .argument('<index>', 'the first number of a receipt', parseIndex)
    .action(async (index: number, options: OfficerOptions) => {
      await atTheDesk(options, surroundings, async ({ log, print, warn }) => {
        const { checkProof, parseVerifierKey } = await import('@hearthgate/audit-log/proofs');
        const found = await log.proof(index);
        if (!found) throw new LocalError('UNKNOWN_LEAF', `the log has no leaf ${String(index)}`);
        const { proof, verifierKeys, entry } = found;
        const keys = verifierKeys.trim().split('\n');
        const checked = checkProof({
          text: proof,
          leaf: Buffer.from(entry.leaf),
          verifiers: keys.map(parseVerifierKey),
        });
        print(`${JSON.stringify({ ...entryJson(entry), proof, verifierKeys: keys }, null, 2)}\n`);
        warn(
          `holds: leaf ${String(index)} of ${checked.origin}, which had ${String(checked.size)} leaves when it signed\n`,
        );
      });
    });
}

function parseIndex(text: string): number {
  const index = Number(text);
  if (/^\d{1,16}$/.test(text) && Number.isSafeInteger(index)) return index;
  throw new InvalidArgumentError('a leaf index is a whole number from 0.');
}
