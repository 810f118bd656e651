// Serves all agencies, each at the port that is given for it: agency=port …
import { AGENCIES } from '@hearthgate/schema';
import { serveTrivialAgency } from './trivial-agency.ts';

const ports = new Map(
  process.argv
    .slice(2)
    .map((entry) => entry.split('=', 2))
    .map(([agency, port]) => [agency, Number(port)]),
);
for (const agency of AGENCIES) await serveTrivialAgency(agency, ports.get(agency) ?? 0);
process.send?.('ready');
process.once('disconnect', () => process.exit());
