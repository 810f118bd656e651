/** Element types by their fixed numbers in Postgres' catalog (pg_type.dat). */
export const elementTypes = { bytea: 17, int8: 20, int2: 21, int4: 23, text: 25, uuid: 2950 } as const;

/**
 * A one-dimensional array as Postgres reads it in binary (`array_recv`). node-postgres hands a Buffer on as a binary
 * parameter; arrays that it encodes itself go as text, with every byte of a `bytea` as two digits to be parsed again.
 */
export function encodeArray(
  elementType: keyof typeof elementTypes,
  elements: readonly (Buffer | string | null)[],
): Buffer {
  const lengths = elements.map((element) => (element === null ? -1 : Buffer.byteLength(element)));
  const total = lengths.reduce((sum, length) => sum + 4 + Math.max(length, 0), 20);
  const buffer = Buffer.allocUnsafe(total);
  buffer.writeInt32BE(1, 0);
  buffer.writeInt32BE(lengths.includes(-1) ? 1 : 0, 4);
  buffer.writeInt32BE(elementTypes[elementType], 8);
  buffer.writeInt32BE(elements.length, 12);
  buffer.writeInt32BE(1, 16);
  let offset = 20;
  elements.forEach((element, index) => {
    offset = buffer.writeInt32BE(lengths[index] ?? -1, offset);
    if (typeof element === 'string') offset += buffer.write(element, offset);
    else if (element !== null) offset += element.copy(buffer, offset);
  });
  return buffer;
}
