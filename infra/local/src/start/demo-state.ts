import { z } from 'zod';
import { dataDirPaths } from '../data-dir/data-dir-paths.ts';
import { readJsonFile } from '../data-dir/read-json-file.ts';
import { writeFileAtomically } from '../data-dir/write-file-atomically.ts';

const stateSchema = z.object({ demo: z.enum(['lianhe', 'none']), done: z.boolean() });

/** Which demo a data directory was made with, and whether its import went through. */
export type DemoState = z.output<typeof stateSchema>;

export function readDemoState(dataDir: string): DemoState | undefined {
  return readJsonFile(dataDirPaths(dataDir).demo, stateSchema);
}

export function writeDemoState(dataDir: string, state: DemoState): void {
  writeFileAtomically(dataDirPaths(dataDir).demo, `${JSON.stringify(state)}\n`);
}
