import { CONSOLE_CLIENT_ID } from '../issuer/console-client.ts';
import type { LocalConfig } from '../config.ts';
import { dataDirPaths } from '../data-dir/data-dir-paths.ts';
import { agencyUrlsOf } from './agency-urls-of.ts';
import { systemPorts, urlOf } from './ports.ts';

/** What the console's process is told: where it is, who signs people in, whom it is to the issuer, and whom it asks. */
export function toldToConsole(config: LocalConfig): Record<string, string> {
  const ports = systemPorts(config.portBase);
  return {
    HEARTHGATE_CONSOLE_PORT: String(ports.console),
    /** As browsers reach it, without a path; `/callback` below it is what the issuer sends people back to. */
    HEARTHGATE_CONSOLE_URL: urlOf(ports.console),
    HEARTHGATE_CONSOLE_ISSUER: urlOf(ports.issuer),
    HEARTHGATE_CONSOLE_CLIENT_ID: CONSOLE_CLIENT_ID,
    /** Its private ES256 key, a JWK with `kid`. */
    HEARTHGATE_CONSOLE_KEY_FILE: dataDirPaths(config.dataDir).consoleKey,
    HEARTHGATE_CONSOLE_GATEWAY_URL: urlOf(ports.gateway),
    HEARTHGATE_CONSOLE_AGENCIES: agencyUrlsOf(config),
  };
}
