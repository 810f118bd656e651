export { parseEnvironment } from './parse-environment.ts';
export { type RunningService, runService } from './run-service.ts';
