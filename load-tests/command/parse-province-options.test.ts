import { expect, test } from 'vitest';
import { parseProvinceOptions } from './parse-province-options.ts';

test('without options it is the whole province, in four sizes', () => {
  expect(parseProvinceOptions([])).toMatchObject({
    province: { students: 2_310_000, seed: 1 },
    sizes: [10_000, 100_000, 1_000_000, 2_310_000],
    quick: false,
  });
});

test('quick is two sizes of a small province', () => {
  expect(parseProvinceOptions(['--quick'])).toMatchObject({
    province: { students: 50_000 },
    sizes: [10_000, 50_000],
  });
});

test('sizes grow, and none is larger than its province', () => {
  const sized = (...args: string[]) => parseProvinceOptions(args);
  expect(sized('--sizes', '20000,1000')).toMatchObject({ sizes: [1_000, 20_000] });
  expect(sized('--students', '20000')).toMatchObject({ sizes: [10_000] });
  expect(sized('--students', '5000')).toMatchObject({ sizes: [5_000] });
  expect(() => sized('--students', '20000', '--sizes', '20001')).toThrow(/^--sizes: a whole number/);
  expect(() => sized('--students', '20005')).toThrow('--students: a multiple of 10');
  expect(() => sized('--seed', '-1')).toThrow(/--seed/);
});
