import { writeFileSync } from 'node:fs';
import { INTROSPECTED, introspectionOf } from './introspection-of.ts';

for (const schema of INTROSPECTED) {
  writeFileSync(
    new URL(`../web/shell/api/${schema}-introspection.ts`, import.meta.url),
    introspectionOf(schema),
  );
}
