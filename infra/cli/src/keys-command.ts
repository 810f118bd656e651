import { HOUSEHOLD_AGENCIES, type HouseholdAgency } from '@hearthgate/schema';
import { Argument, type Command, InvalidArgumentError } from 'commander';
import { dataDirOption } from './data-dir-option.ts';
import { standardPaper } from './paper.ts';
import { textTable } from './text-table.ts';

interface Common {
  readonly dataDir?: string;
}

interface Key {
  /** Makes a new version and returns it. */
  readonly rotate: (dataDir: string) => Promise<number>;
  /** What holds once it is there. */
  readonly rotated: string;
  readonly erase?: (dataDir: string, version: number) => Promise<void>;
}

const local = () => import('@hearthgate/local/keys');

async function dataDirOf({ dataDir }: Common): Promise<string> {
  return (await import('@hearthgate/local/config')).parseConfig({ dataDir }).dataDir;
}

const pseudonymKey = (agency: HouseholdAgency): Key => ({
  rotate: async (dataDir) => (await local()).rotatePseudonymKey({ dataDir, agency }),
  rotated: 'the version before it is still answered',
  erase: async (dataDir, version) => {
    (await local()).erasePseudonymKey(dataDir, agency, version);
  },
});

const keys: ReadonlyMap<string, Key> = new Map<string, Key>([
  ...HOUSEHOLD_AGENCIES.map((agency) => [`pseudonym/${agency}`, pseudonymKey(agency)] as const),
  [
    'pseudonym/audit-log',
    {
      rotate: async (dataDir) => (await local()).rotateSubjectKey(dataDir),
      rotated: 'students are found under the older versions until those are erased',
      erase: async (dataDir, version) => {
        (await local()).eraseAuditSubjectKey(dataDir, version);
      },
    },
  ],
  [
    'signing/gateway',
    {
      rotate: async (dataDir) => (await local()).rotateSigningKey(dataDir),
      rotated: 'it signs within seconds, and tokens of the version before it stay good',
    },
  ],
  [
    'wrapping/screening',
    {
      rotate: async (dataDir) => (await local()).rotateScreeningKey(dataDir),
      rotated: 'new screenings are under it, and those that are there stay under theirs until they expire',
    },
  ],
  [
    'signing/audit-log',
    {
      rotate: async (dataDir) => (await local()).rotateCheckpointKey(dataDir),
      rotated: 'checkpoints are signed with it within a second; tell those who verify its verifier key',
    },
  ],
]);

/** Adds `keys list`, `keys rotate` and `keys erase` to a program. None ever prints a key. */
export function keysCommand(program: Command, { print } = standardPaper): void {
  const command = program.command('keys').description('lists, rotates and erases keys');

  command
    .command('list')
    .description('lists the keys with their versions')
    .option('--json', 'print JSON')
    .addOption(dataDirOption())
    .action(async ({ json, ...options }: Common & { json?: boolean }) => {
      const folder = await dataDirOf(options);
      const { listAuditKeys, listPseudonymKeys, listScreeningKeys, listSigningKeys } = await local();
      const listed = [
        ...listPseudonymKeys(folder),
        ...listSigningKeys(folder),
        ...listAuditKeys(folder),
        ...listScreeningKeys(folder),
      ];
      const header = ['KEY', 'VERSION', 'STATE', 'MADE'];
      const rows = listed.map(({ key, version, state, createdAt }) => [
        key,
        String(version),
        state,
        createdAt,
      ]);
      print(json === true ? `${JSON.stringify(listed, null, 2)}\n` : textTable([header, ...rows]));
    });

  command
    .command('rotate')
    .description('makes a new version of a key of the running system, without interrupting it')
    .addArgument(new Argument('<key>', 'which key').choices([...keys.keys()]))
    .addOption(dataDirOption())
    .action(async (name: string, options: Common) => {
      const { rotate, rotated } = keyNamed(name);
      const version = await rotate(await dataDirOf(options));
      print(`${name} is at version ${String(version)}; ${rotated}\n`);
    });

  command
    .command('erase')
    .description('erases a version of a pseudonym key: whom its pseudonyms name can never be told again')
    .argument('<key@version>', 'which key, at which version: pseudonym/audit-log@1', parseKeyVersion)
    .addOption(dataDirOption())
    .action(async ({ name, erase, version }: KeyVersion, options: Common) => {
      await erase(await dataDirOf(options), version);
      print(`${name}@${String(version)} is erased; erase it in the backups too\n`);
    });
}

function keyNamed(name: string): Key {
  const key = keys.get(name);
  if (!key) throw new Error(`there is no key ${name}`);
  return key;
}

interface KeyVersion extends Required<Pick<Key, 'erase'>> {
  readonly name: string;
  readonly version: number;
}

function parseKeyVersion(text: string): KeyVersion {
  const [, name = '', digits = ''] = /^(.+)@([1-9]\d{0,8})$/.exec(text) ?? [];
  const erase = keys.get(name)?.erase;
  if (erase) return { name, version: Number(digits), erase };
  const erasable = [...keys].filter(([, key]) => key.erase).map(([key]) => key);
  throw new InvalidArgumentError(`write KEY@VERSION, where KEY is one of ${erasable.join(', ')}.`);
}
