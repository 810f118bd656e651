import {
  checkPolicies,
  hasAgreements,
  parseConfig,
  readPolicyTexts,
  reloadAgreements,
} from '@hearthgate/local';
import { compilePolicies, policyMatrix } from '@hearthgate/policies';
import { readPublicSdl } from '@hearthgate/schema/sdl';
import type { Command } from 'commander';
import { buildSchema } from 'graphql';
import { dataDirOption } from './data-dir-option.ts';
import { checkText } from './policy/check-text.ts';
import { matrixMarkdown } from './policy/matrix-markdown.ts';
import { matrixTable } from './policy/matrix-table.ts';
import { reloadText } from './policy/reload-text.ts';

interface Common {
  readonly dataDir?: string;
}

interface MatrixOptions extends Common {
  readonly json?: boolean;
  readonly markdown?: boolean;
}

/** Adds `policy matrix | check | reload` to a program; only `reload` needs a running system. */
export function policyCommand(program: Command): void {
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
    .action(({ dataDir, json, markdown }: MatrixOptions) => {
      const ofProject = markdown === true && dataDir === undefined;
      const texts = readPolicyTexts(ofProject ? undefined : installation(dataDir));
      const cells = policyMatrix(compilePolicies(texts), buildSchema(readPublicSdl()));
      if (json === true) process.stdout.write(`${JSON.stringify(cells, null, 2)}\n`);
      else process.stdout.write(markdown === true ? matrixMarkdown(cells) : matrixTable(cells));
    });

  command
    .command('check')
    .description("compiles the policies and this installation's agreements, and runs the policies' cases")
    .addOption(dataDirOption())
    .action(({ dataDir }: Common) => {
      const folder = installation(dataDir);
      const check = checkPolicies(folder);
      for (const problem of check.problems) process.stderr.write(`error: ${problem}\n`);
      process.stdout.write(checkText(check, folder));
      if (check.problems.length > 0) process.exitCode = 1;
    });

  command
    .command('reload')
    .description('makes gateway and agencies of the running system take up changed agreements')
    .addOption(dataDirOption())
    .action(async ({ dataDir }: Common) => {
      process.stdout.write(reloadText(await reloadAgreements(parseConfig({ dataDir }).dataDir)));
    });
}

/** The data directory whose agreements count: the one of the options or of the environment, once it holds some. */
function installation(option: string | undefined): string | undefined {
  const { dataDir } = parseConfig({ dataDir: option });
  return option !== undefined || hasAgreements(dataDir) ? dataDir : undefined;
}
