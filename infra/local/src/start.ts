// The whole system.
export { banner } from './start/banner.ts';
export { type RunningSystem, startSystem, type StartSystemOptions } from './start/start-system.ts';
