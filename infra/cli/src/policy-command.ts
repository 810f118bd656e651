import type { Command } from 'commander';
import { dataDirOption } from './data-dir-option.ts';
import { standardPaper } from './paper.ts';
import { checkText } from './policy/check-text.ts';
import type { MatrixOptions } from './policy/matrix-text.ts';
import { reloadText } from './policy/reload-text.ts';

interface Common {
  readonly dataDir?: string;
}

/** Adds `policy matrix | check | reload` to a program; only `reload` needs a running system. */
export function policyCommand(program: Command, { print, warn } = standardPaper): void {
  const command = program.command('policy').description('shows, checks and reloads the policies');

  command
    .command('matrix')
    .description('shows who may see what: role by purpose by field')
    .option('--json', 'print JSON')
    .option(
      '--markdown',
      'print what policies/MATRIX.md holds; the project’s policies, unless --data-dir is given',
    )
    .addOption(dataDirOption())
    .action(async (options: MatrixOptions) => {
      const { matrixText } = await import('./policy/matrix-text.ts');
      print(matrixText(options));
    });

  command
    .command('check')
    .description("compiles the policies and this installation's agreements, and runs the policies' cases")
    .addOption(dataDirOption())
    .action(async ({ dataDir }: Common) => {
      const { checkPolicies } = await import('@hearthgate/local/agreements');
      const { installationOf } = await import('./policy/installation-of.ts');
      const folder = installationOf(dataDir);
      const check = checkPolicies(folder);
      for (const problem of check.problems) warn(`error: ${problem}\n`);
      print(checkText(check, folder));
      if (check.problems.length > 0) process.exitCode = 1;
    });

  command
    .command('reload')
    .description('makes gateway and agencies of the running system take up changed agreements')
    .addOption(dataDirOption())
    .action(async ({ dataDir }: Common) => {
      const { reloadAgreements } = await import('@hearthgate/local/agreements');
      const { parseConfig } = await import('@hearthgate/local/config');
      print(reloadText(await reloadAgreements(parseConfig({ dataDir }).dataDir)));
    });
}
