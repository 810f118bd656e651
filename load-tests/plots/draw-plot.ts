import { json } from 'node:stream/consumers';
import { Warn, logger, parse, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';

/** Reads a Vega-Lite specification, data included, from standard input, and writes it as SVG to standard output. */
const specification = (await json(process.stdin)) as TopLevelSpec;
const view = new View(parse(compile(specification).spec), {
  renderer: 'none',
  logger: logger(Warn, 'error'),
});
process.stdout.write(`${await view.toSVG()}\n`);
