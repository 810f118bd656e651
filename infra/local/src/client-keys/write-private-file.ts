import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { writeFileAtomically } from '../data-dir/write-file-atomically.ts';

/** Writes a file that its owner alone can read, whole or not at all; its folder is made (0700) when missing. */
export function writePrivateFile(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileAtomically(file, text);
}
