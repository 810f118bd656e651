export { type GatewayConfig, parseGatewayConfig } from './config.ts';
export { type RunningGateway, serveGateway } from './serve-gateway.ts';
