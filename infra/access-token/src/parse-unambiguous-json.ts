import { type ObjectNode, parse, traverse } from '@humanwhocodes/momoa';

/**
 * Parses JSON in which no object names a member twice: of two, one parser takes the first and another the last, so the
 * issuer and we could read different claims under one signature (RFC 7519, section 4; RFC 8725, section 2.4).
 *
 * Errors: throws, also when the nesting is too deep. The error may quote the text.
 */
export function parseUnambiguousJson(text: string): unknown {
  // First by the standard parser: the other takes control characters in strings for granted.
  const value: unknown = JSON.parse(text);
  traverse(parse(text), {
    enter: (node) => {
      if (node.type === 'Object') refuseRepeatedNames(node as ObjectNode);
    },
  });
  return value;
}

function refuseRepeatedNames({ members }: ObjectNode): void {
  const names = members.map(({ name }) => (name.type === 'String' ? name.value : name.name));
  if (new Set(names).size < names.length) throw new SyntaxError('a member is named twice');
}
