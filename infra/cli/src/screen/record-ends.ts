const QUOTE = 0x22;
const LINE_FEED = 0x0a;

/**
 * Finds the ends of the records of a CSV file in its bytes, piece by piece: line feeds, but for those inside quotes. Gives
 * their places in a piece. A parser would make a string of each cell of a million rows only to count them.
 */
export function recordEnds(): (piece: Uint8Array) => number[] {
  let quoted = false;
  return (piece) => {
    const ends: number[] = [];
    for (let place = 0; place < piece.length; place += 1) {
      const byte = piece[place];
      if (byte === QUOTE) quoted = !quoted;
      else if (byte === LINE_FEED && !quoted) ends.push(place);
    }
    return ends;
  };
}
