/** Leaves from `begin` up to `end`, as a subtree that RFC 6962 splits off: a tree of `end - begin` leaves by itself. */
export interface LeafRange {
  readonly begin: number;
  readonly end: number;
}
