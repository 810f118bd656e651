import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { seal, unseal } from './sealed-bytes.ts';
import { parseWrappingKeys } from './stored-wrapping-keys.ts';

/** A screening's own key as it lies in the database. */
export interface WrappedKey {
  readonly wrappedKey: Buffer;
  /** The version of the key that it is wrapped under. */
  readonly wrappingKey: number;
}

/**
 * The keys that screenings' own keys are wrapped under, from a file that gateways and workers share. A changed file is
 * taken up at its next use.
 *
 * Throws at once, and whenever the file is changed, one line for a file that is missing or broken.
 */
export class WrappingKeys {
  readonly #file: string;
  #seen = '';
  #keys: ReadonlyMap<number, KeyObject> = new Map();

  constructor(file: string) {
    this.#file = file;
    this.#refresh();
  }

  /** A new key for a screening: itself, and wrapped for the database. */
  make(screening: string): WrappedKey & { readonly key: KeyObject } {
    this.#refresh();
    const [version, wrapping] = [...this.#keys].at(-1) ?? [];
    if (version === undefined || wrapping === undefined) throw new Error('there is no wrapping key');
    const bytes = randomBytes(32);
    const wrappedKey = seal(wrapping, placeOf(screening, version), bytes);
    return { key: createSecretKey(bytes), wrappedKey, wrappingKey: version };
  }

  /** Throws for a version that the file does not have, and `NotAsSealed` for a key that was altered or is another's. */
  unwrap(screening: string, { wrappedKey, wrappingKey }: WrappedKey): KeyObject {
    if (!this.#keys.has(wrappingKey)) this.#refresh();
    const wrapping = this.#keys.get(wrappingKey);
    if (!wrapping)
      throw new Error(`version ${String(wrappingKey)} of the wrapping key is not in ${this.#file}`);
    return createSecretKey(unseal(wrapping, placeOf(screening, wrappingKey), wrappedKey));
  }

  #refresh(): void {
    const { ino, size, mtimeMs } = statSync(this.#file);
    const seen = `${String(ino)} ${String(size)} ${String(mtimeMs)}`;
    if (seen === this.#seen) return;
    const stored = parseWrappingKeys(readFileSync(this.#file, 'utf8'));
    this.#keys = new Map(
      stored.map(({ version, key }) => [version, createSecretKey(Buffer.from(key, 'base64'))]),
    );
    this.#seen = seen;
  }
}

function placeOf(screening: string, version: number): string {
  return `screening ${screening} key ${String(version)}`;
}
