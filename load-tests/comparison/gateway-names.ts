export const PEERS = [
  'hive-router',
  'hive-gateway',
  'hive-gateway-router',
  'apollo-gateway',
  'stitching',
] as const;

export type Peer = (typeof PEERS)[number];

export type ComparedGateway = 'hearthgate' | Peer;

/** For reports. */
export const nameOf: Readonly<Record<ComparedGateway, string>> = {
  hearthgate: 'Hearthgate',
  'hive-router': 'Hive Router (Rust)',
  'hive-gateway': 'Hive Gateway, --jit',
  'hive-gateway-router': 'Hive Gateway, --jit --hive-router-runtime',
  'apollo-gateway': '@apollo/gateway',
  stitching: '@graphql-tools/stitch, @apollo/server',
};

/** Where the peers' agencies have their rows: in Hearthgate's Postgres, or read once into memory. */
export const ROWS = ['postgres', 'memory'] as const;

export type Rows = (typeof ROWS)[number];
