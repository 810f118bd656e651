import { runService } from '@hearthgate/process';
import { parseGatewayConfig } from './config.ts';
import { reloadOnSignal } from './policies/reload-on-signal.ts';
import { serveGateway } from './serve-gateway.ts';

await runService(async () => {
  const gateway = await serveGateway(parseGatewayConfig());
  reloadOnSignal(() => gateway.reloadPolicies());
  return gateway;
});
