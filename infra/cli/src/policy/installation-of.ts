import { hasAgreements } from '@hearthgate/local/agreements';
import { parseConfig } from '@hearthgate/local/config';

/** The data directory whose agreements count: the one of the options or of the environment, once it holds some. */
export function installationOf(option: string | undefined): string | undefined {
  const { dataDir } = parseConfig({ dataDir: option });
  return option !== undefined || hasAgreements(dataDir) ? dataDir : undefined;
}
