/**
 * What telemetry costs: CPU of the gateway per answer without it, with metrics, and with 5 % and all of the requests
 * traced to a collector on the same machine, in one run:
 *
 *   npm run measure:telemetry-cost -- [--seconds 2] [--rounds 16] [--students 1,50] [--connections 32]
 *
 * Read the ratios: of each round, to the gateway without telemetry in the same round; the middle one of all rounds. The
 * gateways take turns, each round in another order, so that a machine that is busy with something else for a while is so
 * for all of them. CPU is what the kernel counts for the gateway's process (Linux).
 * The spans that arrived and that were lost are the gateways' own counts: lost ones would make tracing look cheap.
 */
import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { freePort } from '@hearthgate/tools';
import { measureGatewayCpu } from './measure-gateway-cpu.ts';
import { startGatewaysForLoad } from './start-gateways-for-load.ts';

const { values } = parseArgs({
  options: {
    help: { type: 'boolean' },
    seconds: { type: 'string', default: '2' },
    rounds: { type: 'string', default: '16' },
    students: { type: 'string', default: '1,50' },
    connections: { type: 'string', default: '32' },
  },
});
if (values.help) {
  process.stdout.write(`${readFileSync(new URL(import.meta.url), 'utf8').split('*/', 1)[0] ?? ''}*/\n`);
  process.exit();
}

const sinkPort = String(await freePort());
const sink = fork(new URL('./otlp-sink.ts', import.meta.url), [sinkPort]);
await new Promise((resolve) => sink.once('message', resolve));
const opsPorts = [await freePort(), await freePort(), await freePort()].map(String);
const measured = (at: number): Record<string, string> => ({
  HEARTHGATE_GATEWAY_OPS_PORT: opsPorts[at] ?? '',
});
const traced = (ratio: string): Record<string, string> => ({
  OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${sinkPort}`,
  OTEL_TRACES_SAMPLER_ARG: ratio,
});
const started = await startGatewaysForLoad([
  { name: 'without', lane: 'compiled' },
  { name: 'metrics', lane: 'compiled', env: measured(0) },
  { name: 'traced 5 %', lane: 'compiled', env: { ...measured(1), ...traced('0.05') } },
  { name: 'traced 100 %', lane: 'compiled', env: { ...measured(2), ...traced('1') } },
]);

/** By the gateway's own count, since it started. */
async function spansOf(opsPort: string): Promise<{ sent: number; lost: number }> {
  const text = await (await fetch(`http://127.0.0.1:${opsPort}/metrics`)).text();
  let sent = 0;
  let lost = 0;
  for (const [, labels = '', count] of text.matchAll(
    /^otel_sdk_processor_span_processed_total\{(.*)\} (\d+)$/gm,
  )) {
    if (labels.includes('error_type')) lost += Number(count);
    else sent += Number(count);
  }
  return { sent, lost };
}

process.stdout.write('students  connections  telemetry     µs of gateway CPU per answer   ratio\n');
const connections = Number(values.connections);
const middle = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
for (const students of values.students.split(',').map(Number)) {
  const perAnswer = new Map<string, number[]>(started.gateways.map(({ name }) => [name, []]));
  for (let round = 0; round <= Number(values.rounds); round += 1) {
    for (let turn = 0; turn < started.gateways.length; turn += 1) {
      const gateway = started.gateways[(round + turn) % started.gateways.length];
      if (!gateway) continue;
      const load = { ...gateway, token: started.token, students, connections };
      const { answers, microseconds } = await measureGatewayCpu(load, Number(values.seconds));
      // The first round warms up.
      if (round > 0) perAnswer.get(gateway.name)?.push(microseconds / answers);
    }
  }
  const without = perAnswer.get('without') ?? [];
  for (const [name, rounds] of perAnswer) {
    const ratios = rounds.map((microseconds, round) => microseconds / (without[round] ?? Number.NaN));
    const cells = [
      String(students).padStart(8),
      String(connections).padStart(12),
      ` ${name.padEnd(12)}`,
      String(Math.round(middle(rounds))).padStart(29),
      middle(ratios).toFixed(3).padStart(7),
    ];
    process.stdout.write(`${cells.join(' ')}\n`);
  }
}
for (const [at, name] of ['metrics', 'traced 5 %', 'traced 100 %'].entries()) {
  const { sent, lost } = await spansOf(opsPorts[at] ?? '');
  process.stdout.write(`${name}: ${String(sent)} spans sent, ${String(lost)} lost\n`);
}
started.stop();
sink.disconnect();
