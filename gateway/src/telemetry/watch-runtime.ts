import { type EventLoopUtilization, monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { getHeapStatistics } from 'node:v8';
import type { Meter } from '@opentelemetry/api';
import { limits } from '../limits.ts';

/** Of the last window that is over. */
interface LoopWindow {
  /** Seconds, by percentile. */
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  readonly max: number;
  readonly utilization: number;
}

/**
 * Metrics of the process, by OpenTelemetry's conventions for Node: event loop, heap, CPU. The package that measures them
 * (`instrumentation-runtime-node`) brings machinery to patch modules, which these few lines do not need.
 *
 * The event loop's delay is kept by windows: a reader that reset it would take it from another.
 */
export function watchRuntime(meter: Meter): Disposable {
  const delay = monitorEventLoopDelay({ resolution: limits.eventLoopResolutionMs });
  delay.enable();
  let since: EventLoopUtilization = performance.eventLoopUtilization();
  let window: LoopWindow = { p50: 0, p90: 0, p99: 0, max: 0, utilization: 0 };
  const windows = setInterval(() => {
    // What the monitor measures is the whole time between two of its ticks.
    const late = (nanos: number): number => Math.max(0, nanos / 1e9 - limits.eventLoopResolutionMs / 1_000);
    const now = performance.eventLoopUtilization();
    window = {
      p50: late(delay.percentile(50)),
      p90: late(delay.percentile(90)),
      p99: late(delay.percentile(99)),
      max: late(delay.max),
      utilization: performance.eventLoopUtilization(now, since).utilization,
    };
    since = now;
    delay.reset();
  }, limits.eventLoopWindowMs).unref();

  for (const quantile of ['p50', 'p90', 'p99', 'max'] as const) {
    meter
      .createObservableGauge(`nodejs.eventloop.delay.${quantile}`, {
        unit: 's',
        description: 'How late the event loop ran what was due, in the last ten seconds',
      })
      .addCallback((result) => {
        result.observe(window[quantile]);
      });
  }
  meter
    .createObservableGauge('nodejs.eventloop.utilization', {
      unit: '1',
      description: 'The share of time that the event loop was not idle, in the last ten seconds',
    })
    .addCallback((result) => {
      result.observe(window.utilization);
    });
  watchMemoryAndCpu(meter);
  return {
    [Symbol.dispose]: () => {
      clearInterval(windows);
      delay.disable();
    },
  };
}

function watchMemoryAndCpu(meter: Meter): void {
  const bytes = (name: string, description: string, read: () => number): void => {
    meter.createObservableUpDownCounter(name, { unit: 'By', description }).addCallback((result) => {
      result.observe(read());
    });
  };
  bytes('v8js.memory.heap.used', 'Used of the heap', () => getHeapStatistics().used_heap_size);
  bytes('v8js.memory.heap.limit', 'What the heap may grow to', () => getHeapStatistics().heap_size_limit);
  bytes('process.memory.usage', 'Physical memory in use', () => process.memoryUsage.rss());
  meter
    .createObservableCounter('process.cpu.time', { unit: 's', description: 'CPU that the process has used' })
    .addCallback((result) => {
      const { user, system } = process.cpuUsage();
      result.observe(user / 1e6, { 'cpu.mode': 'user' });
      result.observe(system / 1e6, { 'cpu.mode': 'system' });
    });
}
