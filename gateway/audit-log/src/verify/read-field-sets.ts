import type pg from 'pg';
import { z } from 'zod';
import { fieldSetId } from '../leaf/field-set-id.ts';
import { LogFault } from './log-fault.ts';
import { queryRows } from './query-rows.ts';

/** The ids of the log's sets of fields, as hexadecimal digits. Throws a `LogFault` for one that is not its names'. */
export async function readFieldSets(client: pg.ClientBase): Promise<ReadonlySet<string>> {
  const rows = await queryRows({
    client,
    text: 'select id, fields from log.field_set',
    row: z.object({ id: z.string(), fields: z.array(z.string()) }),
    place: 'the sets of fields',
  });
  for (const { id, fields } of rows) {
    if (id.replaceAll('-', '') === fieldSetId(fields).toString('hex')) continue;
    throw new LogFault(`the set of fields ${id}`, 'its names are not those that it was made of');
  }
  return new Set(rows.map(({ id }) => id.replaceAll('-', '')));
}
