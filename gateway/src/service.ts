import { runService } from '@hearthgate/process';
import { parseGatewayConfig } from './config.ts';
import { serveGateway } from './serve-gateway.ts';

await runService(async () => {
  const gateway = await serveGateway(parseGatewayConfig());
  return { ...gateway, reload: () => gateway.reloadPolicies() };
});
