import type { K6Run } from '../measure/run-k6.ts';
import type { LoadKind } from './kinds.ts';
import type { Scenario } from './scenarios.ts';

export interface SaturationStep {
  readonly connections: number;
  readonly run: K6Run;
}

/** What the scenarios' rates and thresholds are taken from. */
export interface Baseline {
  /** One request at a time, with a pause after each. */
  readonly idle: K6Run;
  readonly steps: readonly SaturationStep[];
  /** Of the step with most answers a second. */
  readonly saturation: SaturationStep;
}

export type Baselines = ReadonlyMap<LoadKind, Baseline>;

export interface HeapLook {
  readonly atSeconds: number;
  readonly bytes: number;
}

export interface ScenarioResult {
  readonly scenario: Scenario;
  /** Requests a second. */
  readonly rate: number;
  readonly run: K6Run;
  readonly heap: readonly HeapLook[];
  readonly events: readonly { readonly atSeconds: number; readonly what: string }[];
}
