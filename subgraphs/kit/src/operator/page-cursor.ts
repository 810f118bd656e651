import { DateTimeScalar } from '@hearthgate/schema/scalars';
import { utcInstant } from './utc-instant.ts';

/** A place among access records: after the one of this time and id. */
export interface Place {
  /** As `utcInstant` writes it. */
  readonly time: string;
  readonly id: string;
}

const shape = /^(\S+) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** A place as text that callers hand back and need not understand. */
export function formatCursor({ time, id }: Place): string {
  return Buffer.from(`${time} ${id}`).toString('base64url');
}

/**
 * The place that a cursor names; `undefined` for what `formatCursor` did not write.
 *
 * A cursor made by hand can name any place. It needs no seal: it says where to go on, and the token alone says what may be
 * read there.
 */
export function parseCursor(cursor: string): Place | undefined {
  const [, time, id] = shape.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (time === undefined || id === undefined) return undefined;
  const place = { time, id };
  return isInstant(time) && utcInstant(time) === time && formatCursor(place) === cursor ? place : undefined;
}

function isInstant(text: string): boolean {
  try {
    DateTimeScalar.parseValue(text);
    return true;
  } catch {
    return false;
  }
}
