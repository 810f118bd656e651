/** How long and how much is measured. A `--quick` run shows that everything works; its numbers mean little. */
export interface Effort {
  /** Before anything is measured: compiled code, plans and connections are there. */
  readonly warmUpSeconds: number;
  readonly idleSeconds: number;
  /** Connections tried, one step each, to find the saturation throughput. */
  readonly saturationSteps: readonly number[];
  readonly saturationStepSeconds: number;
  readonly scenarioSeconds: number;
  readonly soakSeconds: number;
  /** How often the soak looks at the gateway's heap after a forced collection. */
  readonly heapLooks: number;
  /** How long an agency is away in the outage. */
  readonly outageSeconds: number;
  readonly peers: PeersEffort;
}

export interface PeersEffort {
  readonly rounds: number;
  readonly connections: readonly number[];
  readonly students: readonly number[];
  /** Of each gateway, once, before the first round. */
  readonly firstWarmUpSeconds: number;
  readonly warmUpSeconds: number;
  readonly measureSeconds: number;
}

export const fullEffort: Effort = {
  warmUpSeconds: 15,
  idleSeconds: 15,
  saturationSteps: [8, 16, 32, 64, 128],
  saturationStepSeconds: 10,
  scenarioSeconds: 60,
  soakSeconds: 25 * 60,
  heapLooks: 6,
  outageSeconds: 12,
  peers: {
    rounds: 3,
    connections: [32, 128],
    students: [1, 50],
    firstWarmUpSeconds: 15,
    warmUpSeconds: 4,
    measureSeconds: 12,
  },
};

export const quickEffort: Effort = {
  warmUpSeconds: 5,
  idleSeconds: 4,
  saturationSteps: [32, 64],
  saturationStepSeconds: 4,
  scenarioSeconds: 10,
  soakSeconds: 60,
  heapLooks: 4,
  outageSeconds: 6,
  peers: {
    rounds: 1,
    connections: [32, 128],
    students: [1, 50],
    firstWarmUpSeconds: 4,
    warmUpSeconds: 1,
    measureSeconds: 3,
  },
};

/** Every bound of the load tests' own doings, in one place. */
export const limits = {
  startTimeoutMs: 120_000,
  /** How long what was started may take to stop by itself; then it is killed. */
  stopTimeoutMs: 20_000,
  /** With a province just imported; less would leave a Postgres behind that recovers at each start. */
  provinceStopTimeoutMs: 300_000,
  commandTimeoutMs: 60_000,
  importTimeoutMs: 1_800_000,
  /** Of one register of a whole province. */
  provinceImportTimeoutMs: 7_200_000,
  /** Of a loaded province's data directory. */
  copyTimeoutMs: 1_800_000,
  buildTimeoutMs: 3_600_000,
  /** k6 ends by itself; this long after it should have, it is stopped. */
  k6GraceMs: 60_000,
  sampleEveryMs: 1_000,
  /** A token lives 300 s: renewed well before, so that no scenario meets one that has ended. */
  renewTokensEveryMs: 180_000,
  portBaseAttempts: 50,
  maxSchools: 4,
  /** Generated counties are held whole by the runner, with what is expected of each student. */
  maxStudents: 300_000,
  maxQuestionsOfAKind: 300,
  classSize: 50,
  /** The contract's: no answer comes later. */
  requestDeadlineMs: 1_000,
  /** Longer than the audit log takes to sign a checkpoint over its newest leaf. */
  checkpointPatienceMs: 2_000,
  /** How a screening is waited for: after a share of the time that it has taken so far, within bounds. */
  polling: { leastMs: 20, mostMs: 1_000, share: 0.02, tellEverySeconds: 5, patienceSeconds: 7_200 },
  /** Of one that is answered with 503 and Retry-After. */
  maxTriesOfRequest: 30,
  provinceWarmUpRows: 10_000,
  /** Rosters up to this are screened some times, since one of them is over in a moment. */
  provinceSmallRows: 100_000,
  provinceSmallRounds: 3,
  maxPlotSpecBytes: 8_000_000,
} as const;
