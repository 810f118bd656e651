import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LocalError } from '../errors.ts';
import { acquireLock } from './acquire-lock.ts';
import { processStartTime } from './process-start-time.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hearthgate-lock-'));
  file = join(folder, 'lock');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const acquire = () =>
  acquireLock({ file, refusal: (pid) => new LocalError('BUSY', `held by ${String(pid)}`) });

test('a second taker is refused until the first releases', () => {
  const lock = acquire();
  expect(lock.wasStale).toBe(false);
  expect(acquire).toThrow(`held by ${String(process.pid)}`);
  lock.release();
  acquire().release();
  expect(readdirSync(folder)).toEqual([]);
});

test('a lock of a process that is gone is not in the way', async () => {
  const child = spawn(process.execPath, ['-e', '']);
  const startedAt = processStartTime(child.pid!);
  await once(child, 'exit');
  writeFileSync(file, JSON.stringify({ pid: child.pid, startedAt }));
  const lock = acquire();
  expect(lock.wasStale).toBe(true);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ pid: process.pid });
});

test('a lock whose process id belongs to another process by now is not in the way', () => {
  const startedAt = processStartTime(process.pid);
  writeFileSync(file, JSON.stringify({ pid: process.pid, startedAt }));
  expect(acquire).toThrow(LocalError);
  writeFileSync(file, JSON.stringify({ pid: process.pid, startedAt: `${String(startedAt)}1` }));
  expect(acquire().wasStale).toBe(true);
});

test.each(['', 'not json', '{"pid":"1"}'])('a damaged lock (%j) is not in the way', (text) => {
  writeFileSync(file, text);
  expect(acquire().wasStale).toBe(true);
});

test('releasing leaves a lock alone that somebody else holds by now', () => {
  const lock = acquire();
  writeFileSync(file, JSON.stringify({ pid: 1, startedAt: 'another' }));
  lock.release();
  expect(existsSync(file)).toBe(true);
});
