import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { INTROSPECTED, introspectionOf } from './introspection-of.ts';

test.each(INTROSPECTED)(
  'the types of %s documents are those of its schema: npm run documents -w console',
  (schema) => {
    const written = new URL(`../web/shell/api/${schema}-introspection.ts`, import.meta.url);
    expect(readFileSync(written, 'utf8')).toBe(introspectionOf(schema));
  },
);
