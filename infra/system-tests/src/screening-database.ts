import { withClient } from '@hearthgate/database';
import type { SystemUnderTest } from './start-system.ts';

export interface ScreeningDatabase {
  /** Runs a statement as the owner of the gateway's database. */
  asOwner<Row>(text: string, values?: unknown[]): Promise<Row[]>;
  /** What the database still has of a screening: whether anything that only its key opens, and how many pieces. */
  heldOf(id: string): Promise<{ key: boolean; chunks: number }>;
}

/** Of a screening that is erased. */
export const nothingHeld = { key: false, chunks: 0 };

/** A look behind the gateway, at what lies in its database. */
export function screeningDatabase(system: SystemUnderTest): ScreeningDatabase {
  const asOwner = <Row>(text: string, values: unknown[] = []): Promise<Row[]> =>
    withClient(system.gatewayDatabase.ownerUrl, async (owner) => {
      const { rows } = await owner.query(text, values);
      return rows as Row[];
    });
  return {
    asOwner,
    heldOf: async (id) => {
      const [held] = await asOwner<{ key: boolean; chunks: number }>(
        `select wrapped_key is not null or reference is not null or cut is not null or summary is not null as key,
                (select count(*)::int from screening.upload_part where screening = id)
                  + (select count(*)::int from screening.roster_chunk where screening = id)
                  + (select count(*)::int from screening.result_chunk where screening = id) as chunks
         from screening.screening where id = $1`,
        [id],
      );
      if (!held) throw new Error('there is no such screening');
      return held;
    },
  };
}
