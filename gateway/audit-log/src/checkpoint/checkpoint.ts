/** A tree's head, as its log states it. */
export interface Checkpoint {
  /** The log's name, unique in the world: a schema-less URL. */
  readonly origin: string;
  /** Leaves; a safe integer. */
  readonly size: number;
  readonly root: Buffer;
}
