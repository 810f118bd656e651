import { readFile } from 'node:fs/promises';
import { checkProof, leafHash, parseVerifierKey } from '@hearthgate/audit-log/proofs';
import canonicalize from 'canonicalize';
import type { Command } from 'commander';
import { LocalError } from '@hearthgate/local';
import { z } from 'zod';
import type { AuditSurroundings } from './officer-command.ts';

const receiptSchema = z.object({
  index: z.number(),
  leafHash: z.string(),
  leaf: z.record(z.string(), z.unknown()),
  proof: z.string(),
});

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
      const receipt = receiptSchema.safeParse(await readJson(file));
      if (!receipt.success) throw new LocalError('PROOF_REFUSED', `${file} is not what "audit prove" prints`);
      const { index, leafHash: stated, leaf, proof } = receipt.data;
      const bytes = Buffer.from(canonicalize(leaf) ?? '');
      if (leafHash(bytes).toString('base64') !== stated) {
        throw new LocalError('PROOF_REFUSED', `${file}: leafHash is not the hash of the leaf`);
      }
      const checked = checkProof({ text: proof, leaf: bytes, verifiers: [parseVerifierKey(verifierKey)] });
      if (checked.index !== index) {
        throw new LocalError('PROOF_REFUSED', `${file}: the proof is of leaf ${String(checked.index)}`);
      }
      print(
        `holds: leaf ${String(index)} of ${checked.origin}, which had ${String(checked.size)} leaves when it signed\n`,
      );
    });
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as unknown;
  } catch (cause) {
    throw new LocalError('PROOF_REFUSED', `${file} cannot be read as JSON`, { cause });
  }
}
