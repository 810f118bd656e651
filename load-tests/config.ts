import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { z } from 'zod';

const environment = z.looseObject({
  PATH: z.string().default(''),
  GOBIN: z.string().optional(),
  GOPATH: z.string().optional(),
  CARGO_HOME: z.string().optional(),
  XDG_CACHE_HOME: z.string().optional(),
});

export interface LoadTestConfig {
  /** Where programs are looked for, in this order. */
  readonly programFolders: readonly string[];
  /** Outside the repository: programs that were built once (k6, the router in Rust). */
  readonly cacheFolder: string;
  /** For programs that are started: without the settings of an installation that this run is not about. */
  readonly inherited: Readonly<Record<string, string>>;
}

/** Reads the environment. Whatever is set for a Hearthgate or an npm around this run does not reach what it starts. */
export function parseConfig(env: NodeJS.ProcessEnv = process.env): LoadTestConfig {
  const parsed = environment.parse(env);
  const cacheFolder = join(parsed.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'hearthgate-load-tests');
  const goBin = parsed.GOBIN ?? join(parsed.GOPATH ?? join(homedir(), 'go'), 'bin');
  const cargoBin = join(parsed.CARGO_HOME ?? join(homedir(), '.cargo'), 'bin');
  const inherited: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    if (value === undefined || /^(HEARTHGATE_|npm_|NODE_OPTIONS$)/.test(name)) continue;
    inherited[name] = value;
  }
  return {
    programFolders: [
      ...parsed.PATH.split(delimiter).filter((folder) => folder !== ''),
      goBin,
      cargoBin,
      join(cacheFolder, 'bin'),
    ],
    cacheFolder,
    inherited,
  };
}
