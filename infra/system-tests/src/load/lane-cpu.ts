/**
 * CPU of the gateway per answer, the stitched lane against the compiled one, over the same agencies in one run:
 *
 *   npm run measure:lane-cpu -- [--seconds 8] [--lanes stitched,compiled] [--students 1,50] [--connections 32,128]
 *
 * The agencies are trivial and check nothing, so that the gateway is what is measured; token, mask, agency tokens and the
 * audit log are the real ones. CPU is what the kernel counts for the gateway's process (Linux), so that a busy machine
 * hardly matters; throughput and latency are not reported, since here they tell of the agencies.
 */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { measureGatewayCpu } from './measure-gateway-cpu.ts';
import { startGatewaysForLoad } from './start-gateways-for-load.ts';

const { values } = parseArgs({
  options: {
    help: { type: 'boolean' },
    seconds: { type: 'string', default: '8' },
    lanes: { type: 'string', default: 'stitched,compiled' },
    students: { type: 'string', default: '1,50' },
    connections: { type: 'string', default: '32,128' },
  },
});
if (values.help) {
  process.stdout.write(`${readFileSync(new URL(import.meta.url), 'utf8').split('*/', 1)[0] ?? ''}*/\n`);
  process.exit();
}

const listOf = (text: string): string[] => text.split(',');
const started = await startGatewaysForLoad([
  { name: 'stitched', lane: 'stitched' },
  { name: 'compiled', lane: 'compiled' },
]);
const seconds = Number(values.seconds);
const chosen = started.gateways.filter(({ name }) => listOf(values.lanes).includes(name));
process.stdout.write('lane      students  connections  µs of gateway CPU per answer  answers per second\n');
for (const students of listOf(values.students).map(Number)) {
  for (const connections of listOf(values.connections).map(Number)) {
    for (const gateway of chosen) {
      const load = { ...gateway, token: started.token, students, connections };
      await measureGatewayCpu(load, Math.max(5, seconds));
      const { answers, microseconds } = await measureGatewayCpu(load, seconds);
      const cells = [
        gateway.name.padEnd(9),
        String(students).padStart(8),
        String(connections).padStart(12),
        String(Math.round(microseconds / answers)).padStart(30),
        String(Math.round(answers / seconds)).padStart(19),
      ];
      process.stdout.write(`${cells.join(' ')}\n`);
      await sleep(500);
    }
  }
}
started.stop();
