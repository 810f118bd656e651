export { parseEnvironment } from './parse-environment.ts';
export { type RunningService, runService } from './run-service.ts';
export { withoutRouteSchemas } from './without-route-schemas.ts';
