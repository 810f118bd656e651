import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Peer, PEERS, type Rows, ROWS } from '../comparison/gateway-names.ts';
import { limits } from '../limits.ts';
import { wholeNumber } from './whole-number.ts';

export interface PeersOptions {
  readonly peers: readonly Peer[];
  readonly rows: readonly Rows[];
  /** Of a generated county; `undefined`: the demo county. */
  readonly students: number | undefined;
  readonly quick: boolean;
  /** Absolute. */
  readonly outFolder: string;
  readonly json: boolean;
}

export const PEERS_HELP = `Measures Hearthgate and other gateways in one run, and writes a report with plots. Prints the table of ratios.

  npm run load:peers -- [options] [peer…]

  --rows PLACE   where the peers' agencies have their rows: postgres, memory or both (default both)
  --students N   a generated county of N students instead of the demo county
  --quick        some minutes instead of an hour: shows that everything works, its numbers mean little
  --out DIR      where to (default load-tests/results): peers.md, peers.json and plots
  --json         prints the results as JSON instead of the table
  --help

Peers (all, unless named): ${PEERS.join(' ')}
The first run installs them, and builds Hive Router with Cargo (20 minutes on two cores) outside the repository.

Exit codes: 0, measured; 1, it could not be measured; 2, bad usage.
`;

/** The options of `npm run load:peers`. */
export function parsePeersOptions(args: readonly string[]): PeersOptions | 'help' {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      rows: { type: 'string', default: 'both' },
      students: { type: 'string' },
      quick: { type: 'boolean', default: false },
      out: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  const unknown = positionals.find((name) => !PEERS.some((peer) => peer === name));
  if (unknown !== undefined) throw new RangeError(`no peer ${unknown}: choose from ${PEERS.join(', ')}`);
  const rows = ROWS.filter((place) => values.rows === 'both' || values.rows === place);
  if (rows.length === 0) throw new RangeError(`--rows: ${ROWS.join(', ')} or both`);
  const { students } = values;
  return {
    peers: PEERS.filter((peer) => positionals.length === 0 || positionals.includes(peer)),
    rows,
    students:
      students === undefined
        ? undefined
        : wholeNumber({ option: '--students', text: students, least: 400, most: limits.maxStudents }),
    quick: values.quick,
    outFolder:
      values.out === undefined ? fileURLToPath(new URL('../results', import.meta.url)) : resolve(values.out),
    json: values.json,
  };
}
