import { fileURLToPath } from 'node:url';
import type { Effort } from '../limits.ts';
import type { KindMix } from '../questions/question.ts';
import { kinds, type LoadKind } from './kinds.ts';

export interface Scenario {
  readonly name: string;
  /** For the report. */
  readonly about: string;
  readonly script: string;
  readonly kinds: KindMix;
  /** Whose saturation throughput the rate is a share of. */
  readonly load: LoadKind;
  readonly share: number;
  /** What the script is told its duration is. */
  readonly seconds: (effort: Effort) => number;
  readonly outage?: (effort: Effort) => Outage;
  /** Whether the gateway's heap is looked at meanwhile. */
  readonly watchesHeap?: true;
}

export interface Outage {
  readonly agency: string;
  readonly steadySeconds: number;
  readonly frozenSeconds: number;
  readonly recoverySeconds: number;
}

const script = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

/** Shorter than the 20 s after which the supervisor ends a frozen agency by itself. */
const outage = ({ scenarioSeconds, outageSeconds }: Effort): Outage => ({
  agency: 'disability',
  steadySeconds: Math.max(4, scenarioSeconds / 4),
  frozenSeconds: outageSeconds,
  recoverySeconds: 10,
});

const outageTotal = (effort: Effort): number => {
  const { steadySeconds, frozenSeconds, recoverySeconds } = outage(effort);
  return 3 * steadySeconds + frozenSeconds + 2 * recoverySeconds;
};

export const scenarios: readonly Scenario[] = [
  {
    name: 'single',
    about: 'one student a request, at half the saturation throughput',
    script: script('../k6/single.js'),
    kinds: kinds.single,
    load: 'single',
    share: 0.5,
    seconds: ({ scenarioSeconds }) => scenarioSeconds,
  },
  {
    name: 'class',
    about: 'a class of 50 a request, at half the saturation throughput',
    script: script('../k6/class.js'),
    kinds: kinds.class,
    load: 'class',
    share: 0.5,
    seconds: ({ scenarioSeconds }) => scenarioSeconds,
  },
  {
    name: 'mixed',
    about: 'several clients, purposes and documents, at half the saturation throughput',
    script: script('../k6/mixed.js'),
    kinds: kinds.mixed,
    load: 'mixed',
    share: 0.5,
    seconds: ({ scenarioSeconds }) => scenarioSeconds,
  },
  {
    name: 'flood',
    about: 'forged tokens, forbidden fields and a client over its rate; a school asks beside them',
    script: script('../k6/flood.js'),
    kinds: [...kinds.single, { kind: 'forbidden', weight: 0 }, { kind: 'limited', weight: 0 }],
    load: 'single',
    share: 0.5,
    seconds: ({ scenarioSeconds }) => scenarioSeconds,
  },
  {
    name: 'outage',
    about: 'an agency freezes in mid-run and comes back, then is killed and comes back',
    script: script('../k6/outage.js'),
    kinds: kinds.single,
    load: 'single',
    // While the agency hangs, every request waits for the deadline: at half of what saturates, k6 would be short of users.
    share: 0.25,
    seconds: outageTotal,
    outage,
  },
  {
    name: 'soak',
    about: 'the mixed load for as long as a leak needs to show',
    script: script('../k6/soak.js'),
    kinds: kinds.mixed,
    load: 'mixed',
    share: 0.5,
    seconds: ({ soakSeconds }) => soakSeconds,
    watchesHeap: true,
  },
];
