import type { Receipt } from '@hearthgate/audit-log';

/**
 * An answer with its receipt, as `extensions.receipt`. Put in as text: parsing an answer about 200 students and writing
 * it again costs more than everything else that the gateway does for it.
 *
 * The body must be a JSON object that is not empty and has no `extensions`, as all of Apollo's answers and our own are;
 * throws where it does not end like one.
 */
export function withReceipt(body: string, receipt: Receipt): string {
  const end = body.trimEnd();
  if (!end.endsWith('}')) throw new Error('an answer is no JSON object: it can bear no receipt');
  return `${end.slice(0, -1)},"extensions":{"receipt":${JSON.stringify(receipt)}}}\n`;
}
