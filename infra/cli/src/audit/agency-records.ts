import { z } from 'zod';
import { askOfficially } from './ask-officially.ts';

const query = `query Records($from: DateTime, $to: DateTime, $after: String) {
  accessRecords(from: $from, to: $to, first: 1000, after: $after) { records { time txn fields } next } }`;

const recordSchema = z.object({ time: z.string(), txn: z.string().nullable(), fields: z.array(z.string()) });

const answerSchema = z.object({
  accessRecords: z.object({ records: z.array(recordSchema), next: z.string().nullable() }),
});

/** An agency's access record, as far as a privacy officer may see it. */
export type AgencyRecord = z.output<typeof recordSchema>;

export interface AgencyRecordsOptions {
  readonly agencyUrl: string;
  /** For this agency. */
  readonly token: () => Promise<string>;
  readonly from: string;
  readonly to: string;
  readonly signal: AbortSignal;
}

/** The access records of an agency in a time range, oldest first, a page at a time. Errors: those of `askOfficially`. */
export async function* agencyRecords(options: AgencyRecordsOptions): AsyncGenerator<readonly AgencyRecord[]> {
  const { agencyUrl, from, to, signal } = options;
  let after: string | null = null;
  do {
    const page: z.output<typeof answerSchema> = await askOfficially({
      url: `${agencyUrl}/operator/graphql`,
      token: await options.token(),
      query,
      variables: { from, to, after },
      data: answerSchema,
      signal,
    });
    yield page.accessRecords.records;
    after = page.accessRecords.next;
  } while (after !== null);
}
