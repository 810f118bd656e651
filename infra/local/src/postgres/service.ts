import { runService } from '@hearthgate/process';
import { readSecrets } from '../data-dir/read-secrets.ts';
import { LocalError } from '../errors.ts';
import { parsePostgresConfig } from './config.ts';
import { startCluster } from './start-cluster.ts';

await runService(() => {
  const { dataDir, port } = parsePostgresConfig();
  const secrets = readSecrets(dataDir);
  if (!secrets)
    throw new LocalError('DATA_DIR_UNUSABLE', `${dataDir} was not prepared: use "hearthgate start"`);
  return startCluster({
    dataDir,
    port,
    superuserPassword: secrets.superuserPassword,
    log: (text) => process.stdout.write(`${text}\n`),
  });
});
