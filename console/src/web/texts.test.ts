import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const folder = fileURLToPath(new URL('./', import.meta.url));
const english = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.en\.ts$/.test(file))
  .sort();

type Texts = Readonly<Record<string, unknown>>;

/** Every key down to its texts; of a plural's two English forms the Chinese has the second. */
function keysOf(texts: Texts, prefix = ''): string[] {
  return Object.entries(texts)
    .flatMap(([key, value]) =>
      typeof value === 'object' && value !== null
        ? keysOf(value as Texts, `${prefix}${key}.`)
        : [`${prefix}${key.replace(/_(one|other)$/, '')}`],
    )
    .filter((key, index, all) => all.indexOf(key) === index)
    .sort();
}

const placesOf = (texts: Texts): Record<string, string[]> =>
  Object.fromEntries(
    Object.entries(texts).flatMap(([key, value]) =>
      typeof value === 'string' && !key.endsWith('_one')
        ? [
            [
              key.replace(/_other$/, ''),
              [...value.matchAll(/\{\{(\w+)/g)].map(([, name]) => name ?? '').sort(),
            ],
          ]
        : [],
    ),
  );

const load = async <Module>(file: string): Promise<Module> =>
  (await import(/* @vite-ignore */ `${folder}${file}`)) as Module;

test('there are texts', () => {
  expect(english.length).toBeGreaterThan(4);
});

test.each(english)('%s says the same in Chinese', async (file) => {
  const { en } = await load<{ en: Texts }>(file);
  const { zhCN } = await load<{ zhCN: Texts }>(file.replace('.en.ts', '.zh-CN.ts'));
  expect(keysOf(zhCN)).toEqual(keysOf(en));
  const [places, chinese] = [placesOf(en), placesOf(zhCN)];
  for (const [key, names] of Object.entries(chinese)) {
    expect(names, key).toEqual(
      (places[key] ?? []).filter((name) => names.includes(name) || name !== 'count'),
    );
  }
});
