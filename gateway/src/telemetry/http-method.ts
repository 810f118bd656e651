const known = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH'] as const;

export type HttpMethod = (typeof known)[number] | '_OTHER';

/** A request's method by OpenTelemetry's conventions, which make `_OTHER` of what they do not know. */
export function httpMethod(method?: string): HttpMethod {
  return known.find((each) => each === method) ?? '_OTHER';
}
