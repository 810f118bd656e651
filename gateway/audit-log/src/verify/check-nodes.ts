import type pg from 'pg';
import { z } from 'zod';
import type { CompletedNode } from '../tree/append-leaves.ts';
import { indexColumn } from '../read/index-column.ts';
import { LogFault } from './log-fault.ts';
import { queryRows } from './query-rows.ts';

const nodeRow = z.object({ level: z.int(), index: indexColumn, hash: z.instanceof(Buffer) });

/** Holds the stored tile hashes against those that the leaves gave. Throws a `LogFault`. */
export async function checkNodes(client: pg.ClientBase, nodes: readonly CompletedNode[]): Promise<void> {
  if (nodes.length === 0) return;
  const rows = await queryRows({
    client,
    text: `select level, index, hash
      from unnest($1::smallint[], $2::bigint[]) as asked (level, index) join log.node using (level, index)`,
    values: [nodes.map(({ level }) => level), nodes.map(({ index }) => index)],
    row: nodeRow,
    place: 'the nodes',
  });
  const stored = new Map(rows.map(({ level, index, hash }) => [`${String(level)}, ${String(index)}`, hash]));
  for (const { level, index, hash } of nodes) {
    const key = `${String(level)}, ${String(index)}`;
    const found = stored.get(key);
    if (!found) throw new LogFault(`node (${key})`, 'it is missing');
    if (!found.equals(hash)) throw new LogFault(`node (${key})`, 'it is not the root of the leaves below it');
  }
}
