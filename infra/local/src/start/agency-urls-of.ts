import { AGENCIES } from '@hearthgate/schema';
import type { LocalConfig } from '../config.ts';
import { systemPorts, urlOf } from './ports.ts';

/** `enrollment=http://…,poverty-registry=http://…`: where the agencies are, as every service is told. */
export function agencyUrlsOf({ portBase }: Pick<LocalConfig, 'portBase'>): string {
  const { agencies } = systemPorts(portBase);
  return AGENCIES.map((agency) => `${agency}=${urlOf(agencies[agency])}`).join(',');
}
