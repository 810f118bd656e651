import { type Roll, WITH_IDENTITY } from './read-roll.ts';

/** The roll of a request, with where each number and each number's persons stand in it. */
export interface LinkedRoll extends Roll {
  /** By number. */
  readonly placeOf: ReadonlyMap<string, number>;
  /** For each number, how many of those before it have an ID number: where its own student stands among `students`. */
  readonly identifiedBefore: Uint32Array;
  /** For each number, and once more at the end, how many guardians those before it have. */
  readonly guardiansBefore: Uint32Array;
}

/** `numbers` are those that the roll was asked for, in its order. */
export function linkRoll(numbers: readonly string[], roll: Roll): LinkedRoll {
  const identifiedBefore = new Uint32Array(roll.membership.length);
  const guardiansBefore = new Uint32Array(roll.membership.length + 1);
  let identified = 0;
  let guardians = 0;
  for (let place = 0; place < roll.membership.length; place += 1) {
    identifiedBefore[place] = identified;
    if (roll.membership[place] === WITH_IDENTITY) identified += 1;
    guardians += roll.guardianCounts[place] ?? 0;
    guardiansBefore[place + 1] = guardians;
  }
  const placeOf = new Map<string, number>();
  for (const [place, number] of numbers.entries()) placeOf.set(number, place);
  return { ...roll, placeOf, identifiedBefore, guardiansBefore };
}

/** Where some numbers stand that the roll was asked for. */
export function placesOf(studentNumbers: readonly string[], { placeOf }: LinkedRoll): Int32Array {
  const places = new Int32Array(studentNumbers.length);
  for (const [index, number] of studentNumbers.entries()) {
    const place = placeOf.get(number);
    if (place === undefined) throw new Error('a number that enrollment was not asked for');
    places[index] = place;
  }
  return places;
}
