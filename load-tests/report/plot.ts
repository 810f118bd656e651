/** A Vega-Lite specification with its data; drawn to `NAME.svg`. */
export interface Plot {
  readonly name: string;
  readonly specification: object;
}
