import type { KindMix } from '../questions/question.ts';

export type LoadKind = 'single' | 'class' | 'mixed';

/** What each kind of load asks; the names are those of `makeQuestions`. */
export const kinds: Readonly<Record<LoadKind, KindMix>> = {
  single: [{ kind: 'single', weight: 1 }],
  class: [{ kind: 'class', weight: 1 }],
  // Mostly single students at a desk; classes are fewer, and most of the students asked about.
  mixed: [
    { kind: 'single', weight: 50 },
    { kind: 'qualifies', weight: 20 },
    { kind: 'class', weight: 15 },
    { kind: 'enrollment', weight: 10 },
    { kind: 'center', weight: 4 },
    { kind: 'registers', weight: 1 },
  ],
};
