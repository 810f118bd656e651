import { readScreeningKeyFile } from './screening-key-file.ts';

export interface ListedScreeningKey {
  /** As `keys rotate` takes it. */
  readonly key: 'wrapping/screening';
  readonly version: number;
  /** `previous`: screenings that were begun under it are read with it until they expire. */
  readonly state: 'current' | 'previous';
  /** ISO 8601. */
  readonly createdAt: string;
}

/** The keys that screenings' own keys are wrapped under, without the keys themselves. */
export function listScreeningKeys(dataDir: string): ListedScreeningKey[] {
  const keys = readScreeningKeyFile(dataDir) ?? [];
  return keys.map(({ version, createdAt }, index) => ({
    key: 'wrapping/screening',
    version,
    state: index === keys.length - 1 ? 'current' : 'previous',
    createdAt,
  }));
}
