import type { IssuerLocation } from '@hearthgate/local/issuer-location';

/** What a command has around it; tests put their own system and paper there. */
export interface CommandSurroundings {
  readonly print: (text: string) => void;
  /** Where the issuer of the running system is, from `--data-dir` or the environment. */
  readonly locateIssuer: (dataDir: string | undefined) => IssuerLocation | Promise<IssuerLocation>;
}

/** The real ones: standard output, and the system that runs in the data directory. */
export const commandSurroundings: CommandSurroundings = {
  print: (text) => void process.stdout.write(text),
  locateIssuer: async (dataDir) => (await import('@hearthgate/local/issuer-location')).locateIssuer(dataDir),
};
