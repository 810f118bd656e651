import { basename } from 'node:path';
import { describeProcess } from './describe-process.ts';

const pollEveryMs = 500;

/** npx runs its command through one of these, which outlives it. */
const shells: ReadonlySet<string> = new Set(['sh', 'dash', 'bash', 'ash', 'busybox', 'zsh', 'ksh']);

/**
 * Calls back once when the npm or npx that started this process is gone. It is the parent, or the parent of the shell
 * in between. Polls: there is no event for it.
 */
export function watchParent(onGone: () => void): void {
  const parent = process.ppid;
  const between = describeProcess(parent);
  const shell = between && shells.has(basename(between.name)) ? between : undefined;
  const isGone = (): boolean =>
    process.ppid !== parent || (shell !== undefined && describeProcess(parent)?.parent !== shell.parent);
  const timer = setInterval(() => {
    if (!isGone()) return;
    clearInterval(timer);
    onGone();
  }, pollEveryMs);
  timer.unref();
}
