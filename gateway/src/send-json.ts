import type { ServerResponse } from 'node:http';
import { sendWhole } from './send-whole.ts';

/** Sends what is about no person: states, keys, schemas. */
export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  sendWhole(response, {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(body),
  });
}
