import { readFile } from 'node:fs/promises';
import { checkProof, leafHash, parseVerifierKey } from '@hearthgate/audit-log/proofs';
import { LocalError } from '@hearthgate/local/errors';
import canonicalize from 'canonicalize';
import { z } from 'zod';

const receiptSchema = z.object({
  index: z.number(),
  leafHash: z.string(),
  leaf: z.record(z.string(), z.unknown()),
  proof: z.string(),
});

/**
 * Checks what `audit prove` printed into a file against a key, and says what holds in one line. Errors: `PROOF_REFUSED`, and those
 * of `checkProof`.
 */
export async function checkProofFile(file: string, verifierKey: string): Promise<string> {
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
  return `holds: leaf ${String(index)} of ${checked.origin}, which had ${String(checked.size)} leaves when it signed\n`;
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as unknown;
  } catch (cause) {
    throw new LocalError('PROOF_REFUSED', `${file} cannot be read as JSON`, { cause });
  }
}
