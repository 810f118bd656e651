// Written by `npm run documents` from schema/documents and schema/public.graphql.

import type { TrustedDocument } from './trusted-document.ts';

export type RegistersVariables = Readonly<Record<string, never>>;

export interface RegistersData {
  readonly registers: readonly {
    readonly agency: string;
    readonly asOf: string;
    readonly accepted: number;
    readonly rejected: number;
  }[];
}

/** What the answers rest on: each register's as-of date, and how many of its rows could not be used. */
export const registers: TrustedDocument<RegistersVariables, RegistersData> = {
  file: 'registers.graphql',
  id: 'sha256:64e167a566906b19d299a78dc8e947efc67befc4539fa294801ec95e1f0571b0',
  operation: 'query',
};
