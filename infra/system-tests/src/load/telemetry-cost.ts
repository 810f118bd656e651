/**
 * What telemetry costs: CPU of the gateway per answer without it, with metrics, and with 5 % and all of the requests
 * traced to a collector on the same machine, in one run:
 *
 *   npm run measure:telemetry-cost -- [--seconds 5] [--rounds 4] [--students 1,50] [--connections 32]
 *
 * Read the ratios to the gateway without telemetry. The gateways take turns in rounds, so that a machine that is busy
 * with something else for a while is so for all of them; CPU is what the kernel counts for the gateway's process (Linux).
 * The spans that arrived and that were lost are the gateways' own counts: lost ones would make tracing look cheap.
 */
import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { freePort } from '@hearthgate/tools';
import { type GatewayCpu, measureGatewayCpu } from './measure-gateway-cpu.ts';
import { startGatewaysForLoad } from './start-gateways-for-load.ts';

const { values } = parseArgs({
  options: {
    help: { type: 'boolean' },
    seconds: { type: 'string', default: '5' },
    rounds: { type: 'string', default: '4' },
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
for (const students of values.students.split(',').map(Number)) {
  const sums = new Map<string, GatewayCpu>();
  for (let round = 0; round <= Number(values.rounds); round += 1) {
    for (const { name, ...gateway } of started.gateways) {
      const load = { ...gateway, token: started.token, students, connections };
      const { answers, microseconds } = await measureGatewayCpu(load, Number(values.seconds));
      const sum = sums.get(name) ?? { answers: 0, microseconds: 0 };
      // The first round warms up.
      if (round === 0) continue;
      sums.set(name, { answers: sum.answers + answers, microseconds: sum.microseconds + microseconds });
    }
  }
  const perAnswer = (name: string): number => {
    const { answers, microseconds } = sums.get(name) ?? { answers: 0, microseconds: 0 };
    return microseconds / answers;
  };
  for (const { name } of started.gateways) {
    const cells = [
      String(students).padStart(8),
      String(connections).padStart(12),
      ` ${name.padEnd(12)}`,
      String(Math.round(perAnswer(name))).padStart(29),
      (perAnswer(name) / perAnswer('without')).toFixed(3).padStart(7),
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
