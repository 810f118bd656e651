import { runService } from '@hearthgate/process';
import { parseGatewayConfig } from './config.ts';
import { serveGateway } from './serve-gateway.ts';

await runService(() => serveGateway(parseGatewayConfig()));
