import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { askPassword, type Terminal } from './ask-password.ts';

function terminal(): { typed: PassThrough; shown: () => string; raw: boolean[]; terminal: Terminal } {
  const typed = new PassThrough();
  let shown = '';
  const raw: boolean[] = [];
  const setRawMode = (mode: boolean): unknown => raw.push(mode);
  const input = Object.assign(typed, { isTTY: true, setRawMode }) as unknown as Terminal['input'];
  return { typed, shown: () => shown, raw, terminal: { input, write: (text) => (shown += text) } };
}

test('a password is asked for twice and never shown', async () => {
  const at = terminal();
  const asked = askPassword(at.terminal);
  at.typed.write('secres\u007fts\r');
  await expect.poll(at.shown).toContain('Again');
  at.typed.write('secrets\r');
  expect(await asked).toBe('secrets');
  expect(at.shown()).toBe('Password: \nAgain: \n');
  expect(at.raw).toEqual([true, false, true, false]);
});

test('two that differ, and Ctrl-C, are refused, and the terminal is as before', async () => {
  const at = terminal();
  const asked = askPassword(at.terminal);
  at.typed.write('one\r');
  await expect.poll(at.shown).toContain('Again');
  at.typed.write('other\r');
  await expect(asked).rejects.toMatchObject({ code: 'BAD_USER', message: 'the two passwords differ' });
  const given = terminal();
  const up = askPassword(given.terminal);
  given.typed.write('on\u0003');
  await expect(up).rejects.toMatchObject({ code: 'BAD_USER', message: 'given up' });
  expect(given.raw.at(-1)).toBe(false);
});
