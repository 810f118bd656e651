import type { Command } from 'commander';
import { dataDirOption } from './data-dir-option.ts';
import { standardPaper } from './paper.ts';
import { portBaseOption } from './port-base-option.ts';
import { textTable } from './text-table.ts';

interface DoctorOptions {
  readonly json?: boolean;
  readonly dataDir?: string;
  readonly portBase?: number;
}

/** Adds `doctor` to a program: a line for each thing looked at; exit 1 when any of them is wrong. */
export function doctorCommand(program: Command, { print } = standardPaper): void {
  program
    .command('doctor')
    .description('says what is wrong with this installation, and what to do about it')
    .option('--json', 'print JSON')
    .addOption(dataDirOption())
    .addOption(portBaseOption())
    .action(async ({ json, ...options }: DoctorOptions) => {
      const { parseConfig } = await import('@hearthgate/local/config');
      const { diagnose } = await import('@hearthgate/local/doctor');
      const findings = await diagnose(parseConfig(options));
      const rows = findings.map(({ what, ok, says }) => [ok ? 'ok' : 'problem', what, says]);
      print(json === true ? `${JSON.stringify(findings, null, 2)}\n` : textTable(rows));
      if (findings.some(({ ok }) => !ok)) process.exitCode = 1;
    });
}
