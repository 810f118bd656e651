import { z } from 'zod';
import { askOfficially } from './ask-officially.ts';
import type { Officer } from './find-officer.ts';
import { entryFields, entrySchema, type LogEntry, type LogPage, pageSchema } from './log-entries.ts';

/** As `AuditFilter` of schema/audit.graphql. */
export interface LogFilter {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly client?: string | undefined;
  readonly school?: string | undefined;
  readonly purpose?: string | undefined;
  readonly outcome?: string | undefined;
  readonly field?: string | undefined;
}

const searchQuery = `query Search($filter: AuditFilter, $first: Int!, $after: String) {
  search(filter: $filter, first: $first, after: $after) { entries ${entryFields} next } }`;
const exportQuery = searchQuery.replace('Search', 'Export').replace('search', 'export');
const whoSawQuery = `query WhoSaw($studentNumber: StudentNumber!, $reason: String!, $first: Int!, $after: String) {
  whoSaw(studentNumber: $studentNumber, reason: $reason, first: $first, after: $after) {
    accesses { disclosed entry ${entryFields} } next erasedKeyVersions } }`;
const proofQuery = `query Proof($index: LeafIndex!) { proof(index: $index) { proof verifierKeys entry ${entryFields} } }`;

const whoSawSchema = z.object({
  accesses: z.array(z.object({ disclosed: z.array(z.string()), entry: entrySchema })),
  next: z.string().nullable(),
  erasedKeyVersions: z.number(),
});
const proofSchema = z.object({ proof: z.string(), verifierKeys: z.string(), entry: entrySchema });

const entriesPerPage = 1_000;

export interface StudentAccesses {
  readonly accesses: readonly { readonly disclosed: readonly string[]; readonly entry: LogEntry }[];
  /** Whether there are more than were asked for. */
  readonly more: boolean;
  readonly erasedKeyVersions: number;
}

export type LeafProof = z.output<typeof proofSchema>;

/** The audit log over `POST /audit/graphql`, as a privacy officer's client. Errors: those of `askOfficially`. */
export class AuditLogClient {
  readonly #officer: Officer;
  readonly #url: string;
  readonly #signal: AbortSignal;

  constructor(options: {
    readonly officer: Officer;
    readonly gatewayUrl: string;
    readonly signal: AbortSignal;
  }) {
    this.#officer = options.officer;
    this.#url = `${options.gatewayUrl}/audit/graphql`;
    this.#signal = options.signal;
  }

  /** The newest entries, newest first, and whether there are more. */
  async search(filter: LogFilter, most: number): Promise<{ entries: LogEntry[]; more: boolean }> {
    const entries: LogEntry[] = [];
    let after: string | null = null;
    do {
      const first = Math.min(entriesPerPage, most - entries.length);
      const page: { search: LogPage } = await this.#ask(
        searchQuery,
        { filter, first, after },
        z.object({ search: pageSchema }),
      );
      entries.push(...page.search.entries);
      after = page.search.next;
    } while (after !== null && entries.length < most);
    return { entries, more: after !== null };
  }

  /** All entries, oldest first, a page at a time. */
  async *export(filter: LogFilter): AsyncGenerator<readonly LogEntry[]> {
    let after: string | null = null;
    do {
      const page: { export: LogPage } = await this.#ask(
        exportQuery,
        { filter, first: entriesPerPage, after },
        z.object({ export: pageSchema }),
      );
      yield page.export.entries;
      after = page.export.next;
    } while (after !== null);
  }

  async whoSaw(question: { studentNumber: string; reason: string; most: number }): Promise<StudentAccesses> {
    const { studentNumber, reason, most } = question;
    const { whoSaw } = await this.#ask(
      whoSawQuery,
      { studentNumber, reason, first: Math.min(entriesPerPage, most) },
      z.object({ whoSaw: whoSawSchema }),
    );
    const { accesses, next, erasedKeyVersions } = whoSaw;
    return { accesses, more: next !== null, erasedKeyVersions };
  }

  /** `undefined` where the log has no such leaf. */
  async proof(index: number): Promise<LeafProof | undefined> {
    const { proof } = await this.#ask(proofQuery, { index }, z.object({ proof: proofSchema.nullable() }));
    return proof ?? undefined;
  }

  async #ask<Data>(
    query: string,
    variables: Readonly<Record<string, unknown>>,
    data: z.ZodType<Data>,
  ): Promise<Data> {
    const token = await this.#officer.token();
    return askOfficially({ url: this.#url, token, query, variables, data, signal: this.#signal });
  }
}
