/** What every access is told by: the outcome of one call under one verified token. */
export interface Access {
  readonly time: Date;
  /** A UUID: the gateway's own name of this call. */
  readonly txn: string;
  /** 32 hexadecimal digits (W3C Trace Context). */
  readonly traceId: string;
  /** `ANSWERED`, or the code of the refusal or fault. */
  readonly outcome: string;
  readonly httpStatus: number;
  readonly client: string;
  readonly role: string;
  /** A school code, a division code, an agency, or `*`. */
  readonly location: string;
  readonly purpose: string;
  readonly legalBasis: string;
  readonly caseRef?: string | undefined;
  readonly assurance: 'bearer' | 'dpop';
}

export interface Disclosure {
  /** Names of fields, never values; none where nothing was disclosed about those who were asked about. */
  readonly fields: readonly string[];
  readonly studentNumbers: readonly string[];
}

/** One outcome of `POST /graphql`, or of a part of a screening. Fields, disclosures and agencies may come in any order and with repeats. */
export interface RequestEntry extends Access {
  readonly kind: 'REQUEST';
  /** SHA-256 of the document, of the mask and of the policies, each as 64 hexadecimal digits. */
  readonly document?: string | undefined;
  readonly mask?: string | undefined;
  readonly policy?: string | undefined;
  /** The screening that it was part of, a UUID. */
  readonly screening?: string | undefined;
  /** All fields that were asked for. */
  readonly fields: readonly string[];
  /** Of aid, that `qualifies` was asked for. */
  readonly programs: readonly string[];
  readonly refusedFields?: readonly string[] | undefined;
  readonly disclosures: readonly Disclosure[];
  /** `txn` is the one that the agency was given, and stands in its access records. */
  readonly agencies: readonly { readonly agency: string; readonly txn: string; readonly answered: boolean }[];
}

/** One access to the log itself. */
export interface ReviewEntry extends Access {
  readonly kind: 'REVIEW';
  /** The root fields that were asked for. */
  readonly operations: readonly string[];
  readonly filter?: Readonly<Record<string, string>> | undefined;
  readonly reason?: string | undefined;
  /** Whom the access was about (who-saw). */
  readonly studentNumbers: readonly string[];
  /** How many entries were shown. */
  readonly results: number;
}

/** Counted refusals of one caller in one minute: a flood makes one entry. */
export interface RefusalsEntry {
  readonly kind: 'REFUSALS';
  readonly time: Date;
  readonly caller: { readonly client: string } | { readonly network: string };
  readonly from: Date;
  readonly to: Date;
  /** By code. */
  readonly counts: Readonly<Record<string, number>>;
}

/** A gateway that started: what it had asked and not logged before it was killed is explained by it. */
export interface StartEntry {
  readonly kind: 'START';
  readonly time: Date;
  /** SHA-256 of the policies that it started with, as 64 hexadecimal digits. */
  readonly policy: string;
}

/** What the gateway has recorded. Student numbers become pseudonyms before anything is kept. */
export type AuditEntry = RequestEntry | ReviewEntry | RefusalsEntry | StartEntry;
