import { z } from 'zod';

/** What telemetry does; where none of it is set, nothing is measured and nothing leaves. */
export interface TelemetryConfig {
  /** On 127.0.0.1, of `GET /metrics`. */
  readonly opsPort: number | undefined;
  /** Where spans go, by OTLP (protobuf over HTTP). */
  readonly tracesUrl: string | undefined;
  /** Where metrics go, likewise. */
  readonly metricsUrl: string | undefined;
  /** The share of requests whose spans are recorded, 0 to 1. */
  readonly sampledShare: number;
  /** What this gateway is called in what it exports. */
  readonly serviceName: string;
}

/** Set to nothing is not set (OpenTelemetry's environment variable specification). */
const unlessEmpty = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((text) => (text === '' ? undefined : text), schema);

const url = unlessEmpty(z.url({ protocol: /^https?$/ }).optional());
const exporter = unlessEmpty(z.enum(['otlp', 'none']).default('otlp'));

/** OpenTelemetry's standard variables, as far as they mean something here, and the port of our own. */
export const telemetryVariables = {
  HEARTHGATE_GATEWAY_OPS_PORT: z.coerce.number().int().min(1).max(65_535).optional(),
  OTEL_SDK_DISABLED: unlessEmpty(z.stringbool().default(false)),
  OTEL_SERVICE_NAME: unlessEmpty(z.string().max(100).default('hearthgate-gateway')),
  OTEL_EXPORTER_OTLP_ENDPOINT: url,
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: url,
  OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: url,
  OTEL_TRACES_EXPORTER: exporter,
  OTEL_METRICS_EXPORTER: exporter,
  OTEL_TRACES_SAMPLER: unlessEmpty(
    // A parent would be the caller's, and is never believed: with and without `parentbased_` is the same.
    z
      .enum(['always_on', 'always_off', 'traceidratio'].flatMap((name) => [name, `parentbased_${name}`]))
      .default('traceidratio'),
  ),
  OTEL_TRACES_SAMPLER_ARG: unlessEmpty(z.coerce.number().min(0).max(1).default(0.05)),
};

type Variables = z.output<z.ZodObject<typeof telemetryVariables>>;

export function telemetryConfig(variables: Variables): TelemetryConfig {
  const { OTEL_TRACES_SAMPLER: sampler, OTEL_TRACES_SAMPLER_ARG: ratio } = variables;
  const traces = variables.OTEL_TRACES_EXPORTER === 'otlp' && !variables.OTEL_SDK_DISABLED;
  const metrics = variables.OTEL_METRICS_EXPORTER === 'otlp' && !variables.OTEL_SDK_DISABLED;
  const below = (path: string): string | undefined =>
    variables.OTEL_EXPORTER_OTLP_ENDPOINT?.replace(/\/?$/, `/${path}`);
  return Object.freeze({
    opsPort: variables.HEARTHGATE_GATEWAY_OPS_PORT,
    tracesUrl: traces ? (variables.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? below('v1/traces')) : undefined,
    metricsUrl: metrics ? (variables.OTEL_EXPORTER_OTLP_METRICS_ENDPOINT ?? below('v1/metrics')) : undefined,
    sampledShare: sampler.endsWith('always_on') ? 1 : sampler.endsWith('always_off') ? 0 : ratio,
    serviceName: variables.OTEL_SERVICE_NAME,
  });
}
