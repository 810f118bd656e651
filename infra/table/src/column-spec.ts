/** A column that the reader of a table knows by name. */
export interface ColumnSpec {
  /** By this name the rows give its cells; also the first name looked for in the header. */
  readonly name: string;
  readonly aliases: readonly string[];
  /** A table without it is unusable. Of a repeated column, one is enough. */
  readonly required: boolean;
  /** The names hold `{n}`, a number in the header: 成员{n}身份证号. */
  readonly repeated?: boolean;
}
