import { readXml } from './read-xml.ts';
import type { XmlOptions } from './read-xml.ts';

/** Calls the handlers for a whole part of a workbook. Errors as `readXml`. */
export async function readWholeXml(options: XmlOptions): Promise<void> {
  // Nothing is ever taken, so that the first item asked for is the end.
  await readXml({ ...options, take: () => [] }).next();
}
