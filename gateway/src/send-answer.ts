import type { ServerResponse } from 'node:http';
import type { CommittedOutcome } from './audit/commit-audit.ts';
import { sendWhole } from './send-whole.ts';

/** Sends what came of a request. Takes only what the audit log holds: no receipt, no data. */
export function sendAnswer(response: ServerResponse, outcome: CommittedOutcome): void {
  sendWhole(response, outcome);
}
