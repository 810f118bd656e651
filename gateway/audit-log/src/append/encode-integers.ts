import { encodeArray } from './encode-array.ts';

/** An array of integers as a binary parameter, see `encodeArray`. Exact up to 2^53 - 1. */
export function encodeIntegers(type: 'int2' | 'int4' | 'int8', values: readonly number[]): Buffer {
  return encodeArray(
    type,
    values.map((value) => {
      if (type === 'int8') {
        const bytes = Buffer.allocUnsafe(8);
        bytes.writeBigInt64BE(BigInt(value));
        return bytes;
      }
      const bytes = Buffer.allocUnsafe(type === 'int2' ? 2 : 4);
      bytes.writeIntBE(value, 0, bytes.length);
      return bytes;
    }),
  );
}
