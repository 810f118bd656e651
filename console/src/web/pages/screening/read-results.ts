import { ApiError } from '../../shell/api/api-error.ts';
import type { ScreeningPurpose } from '../screenings/screening.ts';
import { parseResultLine } from './parse-result-line.ts';
import { ATTENTIONS, type ResultRow } from './result-row.ts';

export interface ReadResultsOptions {
  readonly id: string;
  readonly purpose: ScreeningPurpose;
  readonly signal: AbortSignal;
}

/**
 * A screening's results: rows to look at first (unknown, then no valid number, then not on the roll), and in the roster's
 * order among themselves. A transfer that breaks off is an error, and not fewer rows.
 *
 * Throws `ApiError`.
 */
export async function readResults({
  id,
  purpose,
  signal,
}: ReadResultsOptions): Promise<readonly ResultRow[]> {
  const response = await fetch(`/api/screenings/${id}/results?purpose=${purpose}`, {
    headers: { accept: 'application/x-ndjson' },
    credentials: 'same-origin',
    redirect: 'error',
    signal,
  });
  if (!response.ok || response.body === null) throw await errorOf(response);
  const rows: ResultRow[] = [];
  let rest = '';
  for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) rows.push(parseResultLine(line, rows.length + 1));
  }
  if (rest !== '') throw new ApiError(response.status, 'UNREADABLE', 'the results broke off');
  const rank = new Map(ATTENTIONS.map((attention, index) => [attention, index]));
  return rows.sort((a, b) => (rank.get(a.attention) ?? 0) - (rank.get(b.attention) ?? 0));
}

async function errorOf(response: Response): Promise<ApiError> {
  const answer = (await response.json().catch(() => ({}))) as {
    error?: { code?: string };
    errors?: { extensions?: { code?: string } }[];
  };
  const code = answer.error?.code ?? answer.errors?.[0]?.extensions?.code ?? 'INTERNAL';
  return new ApiError(response.status, code, 'the results cannot be read');
}
