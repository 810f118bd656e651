import type { Parts } from '../measure/sampler.ts';
import type { ComparedGateway, Rows } from './gateway-names.ts';

/** A gateway that runs and can be asked. */
export interface Candidate {
  readonly gateway: ComparedGateway;
  readonly url: string;
  readonly questionsFile: string;
  /** Itself as `gateway`, `postgres`, and its agencies by their names. */
  readonly parts: () => Parts;
}

export interface Cell {
  readonly gateway: ComparedGateway;
  readonly rows: Rows;
  readonly students: number;
  readonly connections: number;
}

/** One measurement of a cell. */
export interface CellRun extends Cell {
  readonly round: number;
  readonly answers: number;
  readonly wrong: number;
  readonly incomplete: number;
  readonly answersPerSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Microseconds a complete answer. */
  readonly gatewayCpu: number;
  readonly agenciesCpu: number;
  readonly postgresCpu: number;
  readonly gatewayMemoryBytes: number;
}
