/** What a student's findings are, or are expected to be, by the names of the public schema. */
export type Findings = Readonly<
  Record<'povertyRegistry' | 'subsistenceAllowance' | 'disability' | 'orphan', string>
>;

export interface Student {
  readonly studentNumber: string;
  readonly expected: Findings;
}

export interface School {
  readonly code: string;
  readonly students: readonly Student[];
}

/** The largest schools first. */
export interface County {
  readonly schools: readonly School[];
}
