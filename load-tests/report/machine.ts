import { arch, cpus, platform, release, totalmem } from 'node:os';

/** Where a report was made: absolute numbers mean nothing without it, and not much with it. */
export function machine(): string {
  const processors = cpus();
  const gigabytes = (totalmem() / 1024 ** 3).toFixed(0);
  return (
    `${String(processors.length)} × ${processors[0]?.model.trim() ?? 'unknown processor'}, ${gigabytes} GB, ` +
    `${platform()} ${release()} ${arch()}, Node ${process.versions.node}`
  );
}
