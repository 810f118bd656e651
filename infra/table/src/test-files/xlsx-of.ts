import { zipOf } from './zip-of.ts';
import type { ZipOptions } from './zip-of.ts';

export interface XlsxOptions extends ZipOptions {
  /** What stands in each sheet's `<sheetData>`. */
  readonly sheets: readonly string[];
  /** Attributes of each `<sheet>`, such as `state="hidden"`. */
  readonly states?: readonly string[];
  /** The `<si>` elements. */
  readonly sharedStrings?: string;
  /** The `<numFmts>` and `<cellXfs>` elements. */
  readonly styles?: string;
  readonly workbookProperties?: string;
  /** Parts besides, or instead. */
  readonly parts?: Readonly<Record<string, string>>;
}

const TYPE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

/** A workbook of the parts that a test is about. */
export function xlsxOf(options: XlsxOptions): Buffer {
  const {
    sheets,
    states = [],
    sharedStrings = '',
    styles = '',
    workbookProperties = '',
    parts = {},
  } = options;
  const list = sheets.map(
    (_, n) =>
      `<sheet name="s${String(n)}" sheetId="${String(n + 1)}" r:id="rId${String(n)}" ${states[n] ?? ''}/>`,
  );
  const relationships = sheets.map(
    (_, n) =>
      `<Relationship Id="rId${String(n)}" Type="${TYPE}/worksheet" Target="worksheets/sheet${String(n)}.xml"/>`,
  );
  return zipOf(
    {
      '[Content_Types].xml': `${XML}<Types/>`,
      '_rels/.rels': `${XML}<Relationships><Relationship Id="a" Type="${TYPE}/officeDocument" Target="/xl/workbook.xml"/></Relationships>`,
      'xl/workbook.xml': `${XML}<workbook>${workbookProperties}<sheets>${list.join('')}</sheets></workbook>`,
      'xl/_rels/workbook.xml.rels':
        `${XML}<Relationships>${relationships.join('')}` +
        `<Relationship Id="st" Type="${TYPE}/styles" Target="styles.xml"/>` +
        `<Relationship Id="ss" Type="${TYPE}/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>`,
      ...Object.fromEntries(
        sheets.map((data, n) => [
          `xl/worksheets/sheet${String(n)}.xml`,
          `${XML}<worksheet><sheetData>${data}</sheetData></worksheet>`,
        ]),
      ),
      'xl/styles.xml': `${XML}<styleSheet>${styles}</styleSheet>`,
      'xl/sharedStrings.xml': `${XML}<sst>${sharedStrings}</sst>`,
      ...parts,
    },
    options,
  );
}
