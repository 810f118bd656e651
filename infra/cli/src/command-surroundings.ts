import type { IssuerLocation } from '@hearthgate/local/issuer-location';
import { type Paper, standardPaper } from './paper.ts';

/** What a command has around it; tests put their own system and paper there. */
export interface CommandSurroundings extends Pick<Paper, 'print'> {
  /** Where the issuer of the running system is, from `--data-dir` or the environment. */
  readonly locateIssuer: (dataDir: string | undefined) => IssuerLocation | Promise<IssuerLocation>;
}

/** The real ones: standard output, and the system that runs in the data directory. */
export const commandSurroundings: CommandSurroundings = {
  ...standardPaper,
  locateIssuer: async (dataDir) => (await import('@hearthgate/local/issuer-location')).locateIssuer(dataDir),
};
