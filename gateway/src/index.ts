export { type GatewayConfig, parseGatewayConfig } from './config.ts';
export { compiledLane } from './compiled-lane/compiled-lane.ts';
export { stitchedLane } from './stitched-lane.ts';
export { type RunningGateway, serveGateway } from './serve-gateway.ts';
