import type { Readable } from 'node:stream';
import { isDateFormat } from './is-date-format.ts';
import { readWholeXml } from './read-whole-xml.ts';

/** For each cell style (`s` of a cell), whether a number in it is a date. */
export async function readDateStyles(file: string, stream: Readable): Promise<readonly boolean[]> {
  const codes = new Map<number, string>();
  const formatIds: number[] = [];
  let within = '';
  const handlers = {
    open(name: string, attributes: Readonly<Record<string, string>>) {
      if (name === 'numFmts' || name === 'cellXfs') within = name;
      else if (name === 'numFmt' && within === 'numFmts') {
        codes.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '');
      } else if (name === 'xf' && within === 'cellXfs') formatIds.push(Number(attributes['numFmtId'] ?? '0'));
    },
    close(name: string) {
      if (name === within) within = '';
    },
  };
  await readWholeXml({ file, stream, handlers });
  return formatIds.map((id) => isDateFormat(id, codes.get(id)));
}
