export { type GatewayConfig, parseGatewayConfig } from './config.ts';
export { serveGateway } from './serve-gateway.ts';
