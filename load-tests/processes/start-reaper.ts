import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Sees to it that a run leaves nothing behind, also when it is killed. */
export interface Reaper extends AsyncDisposable {
  /** A process group, by its leader. */
  watch(pid: number): void;
  forget(pid: number): void;
  /** At the very end, when everything has stopped. */
  remove(folder: string): void;
}

const program = fileURLToPath(new URL('./reaper.ts', import.meta.url));

/** Starts the reaper in a session of its own, so that neither Ctrl-C nor the runner's death ends it early. */
export function startReaper(): Reaper {
  const child = spawn(process.execPath, [program], { detached: true, stdio: ['pipe', 'ignore', 'inherit'] });
  const tell = (line: string): void => {
    child.stdin.write(`${line}\n`);
  };
  return {
    watch: (pid) => {
      tell(`watch ${String(pid)}`);
    },
    forget: (pid) => {
      tell(`forget ${String(pid)}`);
    },
    remove: (folder) => {
      tell(`remove ${folder}`);
    },
    [Symbol.asyncDispose]: async () => {
      const ended = once(child, 'exit');
      child.stdin.end();
      await ended;
    },
  };
}
