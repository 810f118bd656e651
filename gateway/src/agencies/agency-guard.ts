import type { AgencyName } from '@hearthgate/schema';
import {
  BrokenCircuitError,
  circuitBreaker,
  type CircuitBreakerPolicy,
  CircuitState,
  ConsecutiveBreaker,
  handleWhen,
  retry,
  type RetryPolicy,
} from 'cockatiel';
import { limits } from '../limits.ts';
import type { CircuitStateName } from './circuit-state.ts';
import { type AgencyFailure, AgencyUnavailable } from './agency-unavailable.ts';
import { RetryBudget } from './retry-budget.ts';

/** After how many failures in a row an agency is spared, and for how long before one call tries it. */
export interface CircuitOptions {
  readonly failuresInARow: number;
  readonly sparedForMs: number;
}

/**
 * Stands before all calls to one agency. Tries a call once more whose connection failed, within a budget and while
 * somebody waits; all calls are reads. After some failures in a row the circuit opens: calls fail at once and spare both
 * the agency and the time of those who wait, until a single call has found it well again.
 *
 * An agency that refuses is well: one caller's refused purpose does not take the agency from the others. A call that was
 * abandoned before its agency had a fair time says nothing either.
 */
export class AgencyGuard {
  readonly #agency: AgencyName;
  readonly #budget = new RetryBudget(limits.agencyRetries);
  readonly #retry: RetryPolicy;
  readonly #circuit: CircuitBreakerPolicy;

  constructor(agency: AgencyName, circuit: CircuitOptions = limits.agencyCircuit) {
    this.#agency = agency;
    this.#retry = retry(handleWhen(isUnreachable), { maxAttempts: 1 });
    this.#circuit = circuitBreaker(handleWhen(isFailure), {
      breaker: new ConsecutiveBreaker(circuit.failuresInARow),
      halfOpenAfter: circuit.sparedForMs,
    });
  }

  /** For metrics. */
  get circuit(): CircuitStateName {
    return circuitNames[this.#circuit.state];
  }

  /** Runs a call. Throws what it throws, and `AgencyUnavailable`, `SPARED`, without running it. */
  async run<Answer>(call: () => Promise<Answer>, signal: AbortSignal): Promise<Answer> {
    // Cockatiel would have them wait for the one call that tries the agency, maybe until their deadline.
    if (this.#circuit.state === CircuitState.HalfOpen) throw new AgencyUnavailable(this.#agency, 'SPARED');
    try {
      return await this.#circuit.execute(() => this.#tried(call, signal));
    } catch (error) {
      if (error instanceof BrokenCircuitError) throw new AgencyUnavailable(this.#agency, 'SPARED', error);
      throw error;
    }
  }

  #tried<Answer>(call: () => Promise<Answer>, signal: AbortSignal): Promise<Answer> {
    let failed: unknown;
    return this.#retry.execute(async ({ attempt }) => {
      if (attempt === 0) this.#budget.earn();
      else if (!this.#budget.spend()) throw failed;
      try {
        return await call();
      } catch (error) {
        failed = error;
        throw error;
      }
    }, signal);
  }
}

const circuitNames: Readonly<Record<CircuitState, CircuitStateName>> = {
  [CircuitState.Closed]: 'CLOSED',
  [CircuitState.HalfOpen]: 'HALF_OPEN',
  [CircuitState.Open]: 'OPEN',
  // Nobody isolates one by hand.
  [CircuitState.Isolated]: 'OPEN',
};

const failures: ReadonlySet<string> = new Set<AgencyFailure>(['UNREACHABLE', 'LATE', 'WRONG']);

function isUnreachable(error: unknown): boolean {
  return error instanceof AgencyUnavailable && error.failure === 'UNREACHABLE';
}

function isFailure(error: unknown): boolean {
  return error instanceof AgencyUnavailable && failures.has(error.failure);
}
