export { type GatewayConfig, parseGatewayConfig } from './config.ts';
export { type RunningGateway, serveGateway } from './serve-gateway.ts';
export { parseScreeningWorkerConfig, type ScreeningWorkerConfig } from './screening/config.ts';
export { type RunningScreeningWorker, serveScreeningWorker } from './screening/serve-screening-worker.ts';
