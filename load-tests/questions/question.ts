import type { Findings } from '../county/county.ts';

/** One request, as k6 sends it. */
export interface Question {
  /** Whose token, for which purpose; without: no token is sent. */
  readonly client?: string;
  readonly purpose?: string;
  readonly body: string;
  /** Must stand in a right answer. */
  readonly contains: string;
  /** Of each student, in the order of the question; where a document asks for all findings. */
  readonly expected?: readonly Findings[];
}

export type Questions = Readonly<Record<string, readonly Question[]>>;

/** Kinds to ask, in proportion to their weights. */
export type KindMix = readonly { readonly kind: string; readonly weight: number }[];
