import { runHearthgate } from '../run-hearthgate.ts';
import { withEnvironment } from './config.ts';
import type { Outcome } from './make-test-system.ts';

let turn: Promise<unknown> = Promise.resolve();

/**
 * A command by its function, in this process: for what is about its work and not about its process, in a tenth of the time.
 * Environment and exit code are the process's, so one runs after the other.
 */
export function runHere(args: readonly string[], environment: Record<string, string>): Promise<Outcome> {
  const outcome = turn.then(() => withEnvironment(environment, () => run(args)));
  turn = outcome.catch(() => undefined);
  return outcome;
}

async function run(args: readonly string[]): Promise<Outcome> {
  let out = '';
  let err = '';
  const before = process.exitCode;
  process.exitCode = undefined;
  try {
    await runHearthgate(args, {
      print: (text) => void (out += text),
      warn: (text) => void (err += text),
    });
    return { exitCode: Number(process.exitCode ?? 0), out, err };
  } finally {
    process.exitCode = before;
  }
}
