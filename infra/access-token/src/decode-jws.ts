import { z } from 'zod';
import { ALGORITHMS } from './challenges.ts';
import { parseUnambiguousJson } from './parse-unambiguous-json.ts';

export interface DecodedJws {
  readonly header: Readonly<Record<string, unknown>>;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Three parts, none empty, in the alphabet of base64url only: what two decoders could read differently is refused. */
const shape = /^([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)\.[A-Za-z0-9_-]+$/;

const headerSchema = z.looseObject({
  alg: z.enum(ALGORITHMS),
  typ: z.string(),
  // Extensions that must be understood, and a payload that is not encoded: no token of ours needs either.
  crit: z.never().optional(),
  b64: z.never().optional(),
});

const payloadSchema = z.record(z.string(), z.unknown());

/**
 * What a compact JWS says, read so that no other reader can read it otherwise. `jose` parses by itself when it verifies;
 * since no member is named twice, it reads the same.
 *
 * Does not check the signature: nothing of this is to be trusted before.
 *
 * Errors: throws; the error may quote the text.
 */
export function decodeJws(jws: string): DecodedJws {
  const parts = shape.exec(jws);
  if (parts?.[1] === undefined || parts[2] === undefined) throw new SyntaxError('not a compact JWS');
  return {
    header: headerSchema.parse(parseUnambiguousJson(decodeBase64url(parts[1]))),
    payload: payloadSchema.parse(parseUnambiguousJson(decodeBase64url(parts[2]))),
  };
}

function decodeBase64url(text: string): string {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(text, 'base64url'));
}
