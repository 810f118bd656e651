/** Every bound of the supervisor, in one place. */
export interface SupervisorLimits {
  readonly startTimeoutMs: number;
  /** How long a service may take to close; then it is killed. */
  readonly stopTimeoutMs: number;
  readonly firstRestartDelayMs: number;
  readonly maxRestartDelayMs: number;
  /** A service that lived as long as this starts again without delay the next time. */
  readonly healthyAfterMs: number;
  readonly probeIntervalMs: number;
  readonly probeTimeoutMs: number;
  /** In a row. With interval and timeout: a frozen service is noticed after some 20 s, a busy one is left alone. */
  readonly probesMissed: number;
  readonly maxLogBytes: number;
}

export const limits: SupervisorLimits = {
  startTimeoutMs: 60_000,
  stopTimeoutMs: 12_000,
  firstRestartDelayMs: 200,
  maxRestartDelayMs: 10_000,
  healthyAfterMs: 30_000,
  probeIntervalMs: 2_000,
  probeTimeoutMs: 5_000,
  probesMissed: 3,
  maxLogBytes: 10_000_000,
};
