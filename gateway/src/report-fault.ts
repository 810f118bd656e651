import type { ReportFault } from './fault-outcome.ts';

/** Writes a fault's name and place, never its message: a message may quote what was asked. */
export const reportFault: ReportFault = (error, traceId) => {
  const { name = 'unknown', stack = '' } = error instanceof Error ? error : {};
  const frames = stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 4)
    .map((line) => line.trim());
  const reason = (error as { reason?: unknown } | undefined)?.reason;
  process.stderr.write(
    `${JSON.stringify({ level: 'error', fault: name, ...(typeof reason === 'string' && { reason }), traceId, frames })}\n`,
  );
};
