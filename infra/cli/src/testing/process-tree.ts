import { readdirSync, readFileSync } from 'node:fs';

/** Of a process and its children: `SIGSTOP` freezes them all, the parent first, so that it has no more of them. */
export function signalTree(pid: number, name: NodeJS.Signals): void {
  signal(pid, name);
  for (const child of childrenOf(pid)) signal(child, name);
}

/** A process that has ended already is none to complain about. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It ended in the meantime.
  }
}

function statOf(pid: number): { readonly parent: number } | undefined {
  try {
    const fields = readFileSync(`/proc/${String(pid)}/stat`, 'utf8').replace(/^.*\) \S /, '');
    return { parent: Number(fields.split(' ')[0]) };
  } catch {
    return undefined;
  }
}

/** None where there is no /proc. */
export function childrenOf(pid: number): number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((candidate) => statOf(candidate)?.parent === pid);
}
