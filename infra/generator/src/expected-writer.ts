import type { ExpectedStatus } from './expected-status.ts';
import type { School } from './schools.ts';
import { STAGE_FACTS } from './stages.ts';
import { TextFile } from './text-file.ts';

/** `expected.json` in the shape of the demo county's, or `expected.ndjson` with a student a line. */
export interface ExpectedWriter {
  add(studentNumber: string, status: ExpectedStatus): void;
  flush(): Promise<void>;
  close(rejectedRows: Readonly<Record<string, number>>): Promise<void>;
}

/** Written as it grows: `rejectedRows`, known last, stands last. */
export async function createExpectedJson(path: string, schools: readonly School[]): Promise<ExpectedWriter> {
  const file = await TextFile.create(path);
  const listed = schools.map(({ code, name, stage }) => ({ code, name, stage: STAGE_FACTS[stage].written }));
  file.append(`{\n"schools": ${JSON.stringify(listed)},\n"students": {`);
  let separator = '\n';
  return {
    add(studentNumber, status) {
      file.append(`${separator}${JSON.stringify(studentNumber)}: ${JSON.stringify(status)}`);
      separator = ',\n';
    },
    flush: () => file.flush(),
    async close(rejectedRows) {
      file.append(`\n},\n"rejectedRows": ${JSON.stringify(rejectedRows)}\n}\n`);
      await file.close();
    },
  };
}

/** The rejected rows stand in the county's manifest alone. */
export async function createExpectedNdjson(path: string): Promise<ExpectedWriter> {
  const file = await TextFile.create(path);
  return {
    add(studentNumber, status) {
      file.append(`${JSON.stringify({ studentNumber, ...status })}\n`);
    },
    flush: () => file.flush(),
    close: () => file.close(),
  };
}
