import { readRunFile } from '@hearthgate/local/run-file';
import { inject } from 'vitest';

export interface DemoConsole {
  readonly url: string;
  readonly issuerUrl: string;
  readonly gatewayUrl: string;
  readonly dataDir: string;
  passwordOf(username: string): string;
}

/** The console of the run's demo system. */
export function demoConsole(): DemoConsole {
  const dataDir = inject('demoDataDir');
  const runFile = readRunFile(dataDir);
  if (!runFile.console) throw new Error('this system has no console');
  return {
    url: runFile.console.url,
    issuerUrl: runFile.issuer.url,
    gatewayUrl: runFile.gateway.url,
    dataDir,
    passwordOf: (username) => {
      const user = runFile.users.find((candidate) => candidate.username === username);
      if (!user) throw new Error(`the demo has nobody called ${username}`);
      return user.password;
    },
  };
}
