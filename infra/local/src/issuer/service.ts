import { runService } from '@hearthgate/process';
import { parseIssuerConfig } from './config.ts';
import { startIssuer } from './start-issuer.ts';

await runService(() => startIssuer(parseIssuerConfig()));
