import { runService } from '@hearthgate/process';
import { parseConsoleConfig } from './config.ts';
import { startConsole } from './server/start-console.ts';

await runService(() => startConsole(parseConsoleConfig()));
