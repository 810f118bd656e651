import type { KeyObject } from 'node:crypto';
import { seal, unseal } from './sealed-bytes.ts';

/** What lies encrypted of a screening. */
export type SealedKind = 'reference' | 'upload' | 'cut' | 'roster' | 'result' | 'summary';

/** Seals and opens what belongs to one screening. The number is the chunk's, 0 where there is one alone. */
export class ScreeningVault {
  readonly #screening: string;
  readonly #key: KeyObject;

  constructor(screening: string, key: KeyObject) {
    this.#screening = screening;
    this.#key = key;
  }

  seal(kind: SealedKind, number: number, bytes: Uint8Array): Buffer {
    return seal(this.#key, this.#place(kind, number), bytes);
  }

  /** Throws `NotAsSealed`. */
  open(kind: SealedKind, number: number, sealed: Buffer): Buffer {
    return unseal(this.#key, this.#place(kind, number), sealed);
  }

  #place(kind: SealedKind, number: number): string {
    return `screening ${this.#screening} ${kind} ${String(number)}`;
  }
}
