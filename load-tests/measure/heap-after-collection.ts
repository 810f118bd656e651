import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { LoadTestError } from '../load-test-error.ts';

export interface HeapAfterCollectionOptions {
  readonly pid: number;
  /** Where the process prints, also where its inspector listens. */
  readonly logFile: string;
}

const replySchema = z.object({ id: z.number(), result: z.looseObject({ usedSize: z.number().optional() }) });

/**
 * Bytes of a Node process's heap that are still in use after a full collection: what grows when something leaks. Asks its
 * inspector, which SIGUSR1 opens on a port of its own on 127.0.0.1. The collection stops the process for a moment.
 */
export async function heapAfterCollection(options: HeapAfterCollectionOptions): Promise<number> {
  const socket = new WebSocket(await inspectorUrl(options));
  try {
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve, { once: true });
      socket.addEventListener('error', () => {
        reject(new LoadTestError('the inspector of the gateway does not answer'));
      });
    });
    await call(socket, 1, 'HeapProfiler.collectGarbage');
    const used = await call(socket, 2, 'Runtime.getHeapUsage');
    if (used === undefined) throw new LoadTestError('the inspector of the gateway names no heap usage');
    return used;
  } finally {
    socket.close();
  }
}

async function inspectorUrl({ pid, logFile }: HeapAfterCollectionOptions): Promise<string> {
  process.kill(pid, 'SIGUSR1');
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const urls = readFileSync(logFile, 'utf8').match(/ws:\/\/127\.0\.0\.1:\d+\/[\w-]+/g);
    const last = urls?.at(-1);
    if (last !== undefined) return last;
    await sleep(100);
  }
  throw new LoadTestError(`${logFile} does not say where the inspector of process ${String(pid)} listens`);
}

function call(socket: WebSocket, id: number, method: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const onMessage = ({ data }: MessageEvent): void => {
      const reply = replySchema.safeParse(JSON.parse(String(data)));
      if (!reply.success || reply.data.id !== id) return;
      socket.removeEventListener('message', onMessage);
      resolve(reply.data.result.usedSize);
    };
    socket.addEventListener('message', onMessage);
    socket.addEventListener(
      'close',
      () => {
        reject(new LoadTestError('the inspector of the gateway closed'));
      },
      { once: true },
    );
    socket.send(JSON.stringify({ id, method }));
  });
}
