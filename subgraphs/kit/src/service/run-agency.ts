import { runService } from '@hearthgate/process';
import type { AgencyName } from '@hearthgate/schema';
import type { FastifyInstance } from 'fastify';
import { agreementKeeper } from '../agreement/agreement-keeper.ts';
import { permitsByAgreement } from '../agreement/permits-by-agreement.ts';
import { parseAgencyServiceConfig } from './config.ts';
import type { ServedAgency } from './served-agency.ts';

/** Runs an agency as a process: settings from the environment, its agreement from its file, anew at SIGHUP. */
export async function runAgency(
  agency: AgencyName,
  serve: (served: ServedAgency) => Promise<FastifyInstance>,
): Promise<void> {
  await runService(async () => {
    const config = parseAgencyServiceConfig();
    const agreement = await agreementKeeper({
      agency,
      file: config.agreementFile,
      reportBroken: ({ message }) => {
        process.stderr.write(`${JSON.stringify({ level: 'error', withheld: message })}\n`);
      },
    });
    const permits = permitsByAgreement(agreement);
    const service = await serve({ config, permits, agreement });
    return { close: () => service.close(), reload: () => agreement.reload() };
  });
}
