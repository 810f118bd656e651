import { execFile } from 'node:child_process';
import { LoadTestError } from '../load-test-error.ts';

export interface RunCommandOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly cwd?: string;
  readonly signal?: AbortSignal;
}

/** What a program printed. Throws, with the last line of its errors, unless it exits with 0. */
export function runCommand(options: RunCommandOptions): Promise<string> {
  const { command, args, env, timeoutMs, cwd, signal } = options;
  return new Promise((resolve, reject) => {
    execFile(
      command,
      args,
      { env, cwd, signal, timeout: timeoutMs, maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => {
        if (error === null) {
          resolve(stdout);
          return;
        }
        const said = stderr.trim().split('\n').at(-1) ?? '';
        reject(new LoadTestError(`${command} ${args.slice(0, 3).join(' ')}: ${said || error.message}`));
      },
    );
  });
}
