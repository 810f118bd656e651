import { AGENCIES } from '@hearthgate/schema';
import { expect, test } from 'vitest';
import { mergeRegisters, type Register } from './merge-registers.ts';

const all: Register[] = AGENCIES.map((agency) => ({ agency, asOf: '2026-11-01', accepted: 5, rejected: 1 }));

test('what every agency says twice stands once', () => {
  expect(mergeRegisters(all, all)).toEqual({ registers: all, registersMissing: [], registersChanged: [] });
});

test('an agency that said it once only is not missing; one that never did is', () => {
  const { registers, registersMissing } = mergeRegisters(all.slice(1, 3), all.slice(2, 4));
  expect(registers).toEqual(all.slice(1, 4));
  expect(registersMissing).toEqual(['enrollment', 'orphans']);
});

test('a register replaced in between is named, and its later state stands', () => {
  const later = all.map((one) => (one.agency === 'disability' ? { ...one, rejected: 2 } : one));
  expect(mergeRegisters(all, later)).toEqual({
    registers: later,
    registersMissing: [],
    registersChanged: ['disability'],
  });
});
