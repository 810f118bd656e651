import { setTimeout as delay } from 'node:timers/promises';
import { compilePolicies, type Policies, PolicyError } from '@hearthgate/policies';
import { AGENCIES, type AgencyName } from '@hearthgate/schema';
import { z } from 'zod';
import { LocalError } from '../errors.ts';
import { readRunFile } from '../run-file/read-run-file.ts';
import { readPolicyTexts } from './read-policy-texts.ts';

export interface ReloadedAgreements {
  readonly policyHash: string;
  /** Agencies whose agreement the gateway held to in another wording until now. */
  readonly changed: readonly AgencyName[];
  /** Agencies that do not answer; they read their agreement when they start. */
  readonly down: readonly AgencyName[];
}

/** How long gateway and agencies may take to show what they were told; they take some 50 ms. */
const takeUpTimeoutMs = 5_000;
const requestTimeoutMs = 2_000;
const pollMs = 50;

const hash = z.string().min(1);
const gatewayState = z.object({ policyHash: hash, agreements: z.record(z.string(), hash) });
const workerState = z.object({ policyHash: hash });
const agencyState = z.object({ agreementHash: hash });

/**
 * Makes gateway, screening worker and agencies of a running system take up the agreements of its data directory. They are compiled here
 * first, so that a broken one is told to whoever broke it and reaches no service.
 *
 * Errors: `NOT_RUNNING`; `AGREEMENT_REFUSED`, and nothing has changed; `NOT_TAKEN_UP` when the gateway, or a worker or an agency
 * that answers, does not show the new agreements within 5 s.
 */
export async function reloadAgreements(dataDir: string): Promise<ReloadedAgreements> {
  const { gateway, agencies, screeningWorker } = readRunFile(dataDir);
  const policies = compile(dataDir);
  const deadline = AbortSignal.timeout(takeUpTimeoutMs);
  const before = await stateOf(new URL('/readyz', gateway.url), gatewayState);
  if (before === undefined) throw notTakenUp('the gateway does not answer');

  const told: AgencyName[] = [];
  for (const agency of AGENCIES) {
    const service = agencies[agency];
    // A process id is as good as the answer beside it: the service may just be starting under another one.
    if (service && (await stateOf(new URL('/healthz', service.url), agencyState)) && signal(service.pid)) {
      told.push(agency);
    }
  }
  if (!signal(gateway.pid)) throw notTakenUp('the gateway does not run under the process id of run.json');
  const workerTold =
    screeningWorker !== undefined &&
    (await stateOf(new URL('/healthz', screeningWorker.url), workerState)) !== undefined &&
    signal(screeningWorker.pid);
  await Promise.all([
    ...(workerTold ? [workerHolds(screeningWorker.url, policies, deadline)] : []),
    ...told.map((agency) => agencyHolds(agency, String(agencies[agency]?.url), policies, deadline)),
    gatewayHolds(gateway.url, policies, deadline),
  ]);
  return {
    policyHash: policies.hash,
    changed: AGENCIES.filter((agency) => before.agreements[agency] !== policies.agreements[agency].hash),
    down: AGENCIES.filter((agency) => !told.includes(agency)),
  };
}

function compile(dataDir: string): Policies {
  try {
    return compilePolicies(readPolicyTexts(dataDir));
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    throw new LocalError('AGREEMENT_REFUSED', `${error.message}; nothing was changed`, { cause: error });
  }
}

function signal(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGHUP');
  } catch {
    return false;
  }
}

async function agencyHolds(
  agency: AgencyName,
  url: string,
  policies: Policies,
  deadline: AbortSignal,
): Promise<void> {
  const wanted = policies.agreements[agency].hash;
  const shown = async (): Promise<boolean> =>
    (await stateOf(new URL('/healthz', url), agencyState))?.agreementHash === wanted;
  await until(shown, deadline, `${agency} does not show its new agreement`);
}

async function gatewayHolds(url: string, policies: Policies, deadline: AbortSignal): Promise<void> {
  const shown = async (): Promise<boolean> =>
    (await stateOf(new URL('/readyz', url), gatewayState))?.policyHash === policies.hash;
  await until(shown, deadline, 'the gateway does not show the new policies');
}

async function workerHolds(url: string, policies: Policies, deadline: AbortSignal): Promise<void> {
  const shown = async (): Promise<boolean> =>
    (await stateOf(new URL('/healthz', url), workerState))?.policyHash === policies.hash;
  await until(shown, deadline, 'the screening worker does not show the new policies');
}

async function until(shown: () => Promise<boolean>, deadline: AbortSignal, problem: string): Promise<void> {
  while (!(await shown())) {
    if (deadline.aborted) throw notTakenUp(problem);
    await delay(pollMs);
  }
}

function notTakenUp(problem: string): LocalError {
  return new LocalError('NOT_TAKEN_UP', `${problem}: look into its log, and try again`);
}

async function stateOf<State>(url: URL, schema: z.ZodType<State>): Promise<State | undefined> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(requestTimeoutMs) });
    return schema.safeParse(await response.json()).data;
  } catch {
    return undefined;
  }
}
