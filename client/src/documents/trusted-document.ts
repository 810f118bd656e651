/** A document that a gateway knows by its id, with the types of what goes in and comes out. */
export interface TrustedDocument<Variables, Data> {
  /** The name of the file that holds its text. */
  readonly file: string;
  /** `sha256:` and the hash of its text: what is sent. */
  readonly id: string;
  /** A mutation may have been carried out though its answer was lost, so it is not sent again by itself. */
  readonly operation: 'query' | 'mutation';
  /** Never set: it only carries the types. */
  readonly types?: (variables: Variables) => Data;
}

/** What a document is asked with. */
export type VariablesOf<Document> =
  Document extends TrustedDocument<infer Variables, unknown> ? Variables : never;

/** What a document answers. */
export type DataOf<Document> = Document extends TrustedDocument<never, infer Data> ? Data : never;
