import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** Which workspace packages each zone may import (docs/decisions/0002-import-zones.md; tools/tidy.test.ts holds relative imports inside their package). */
const zones = {
  schema: [],
  // What is published has no other package of the workspace to import; its generator reads the schema's documents.
  client: [],
  policies: ['schema'],
  gateway: ['schema', 'policies', 'audit-log', 'access-token', 'process', 'database', 'roster', 'table'],
  'gateway/audit-log': ['database'],
  // An agency knows its own agreement, and none of the rules by which a gateway masks, plans and derives.
  'subgraphs/kit': ['schema', 'policies/agreement', 'access-token', 'process', 'database', 'table'],
  // A browser's pages and the server behind them: gateway, log and agencies are asked over HTTP.
  console: ['schema', 'audit-log/proofs', 'process', 'roster', 'table'],
  'infra/database': [],
  'infra/table': ['schema'],
  'infra/roster': ['schema', 'policies', 'table'],
  'infra/access-token': ['schema'],
  'subgraphs/enrollment': ['schema', 'subgraph-kit', 'process'],
  'subgraphs/poverty-registry': ['schema', 'subgraph-kit', 'process'],
  'subgraphs/subsistence-allowance': ['schema', 'subgraph-kit', 'process'],
  'subgraphs/disability': ['schema', 'subgraph-kit', 'process'],
  'subgraphs/orphans': ['schema', 'subgraph-kit', 'process'],
};

/** Policies are pure: a lawyer's rule must not depend on a clock, a file or a database. */
const impure = ['pg', 'node:fs', 'node:fs/promises', 'node:net', 'node:http', 'node:child_process', 'undici'];

const restrictedPaths = { policies: impure };

const zoneRule = (folder, files, allowed) => ({
  files: [files],
  ignores: ['**/*.test.ts', '**/*-for-tests.ts', 'console/src/testing/**'],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        paths: restrictedPaths[folder] ?? [],
        patterns: [
          {
            regex: `^@hearthgate/(?!(${allowed.join('|') || '-'})(/|$))`,
            message: `${folder} may import only: ${allowed.join(', ') || 'nothing of the workspace'}.`,
          },
        ],
      },
    ],
  },
});

const zoneRules = Object.entries(zones).map(([folder, allowed]) =>
  zoneRule(folder, `${folder}/src/**/*.{ts,tsx}`, allowed),
);

const restrictedSyntax = [
  { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
  {
    selector: "MemberExpression[object.name='process'][property.name='env']",
    message: 'The environment is read in config.ts only.',
  },
];

/** On a server everything may be on a request's path; a browser's handlers have no other form. */
const assignedFunction = {
  selector:
    "AssignmentExpression[left.type='MemberExpression']:matches([right.type='ArrowFunctionExpression'], [right.type='FunctionExpression'])",
  message:
    'V8 gives a function that is assigned to a property old memory, with all that it names: name it first (docs/decisions/0052).',
};

/** What people read stands in texts.en.ts and texts.zh-CN.ts, or one language would be forgotten. */
const readableText = [
  { selector: 'JSXText[value=/\\p{L}/u]', message: 'A text that people read belongs in a texts file.' },
];

export default tseslint.config(
  {
    ignores: [
      '**/node_modules',
      '.data',
      'client/dist',
      'load-tests/peers',
      'load-tests/plots',
      'console/src/web/shell/api/*-introspection.ts',
    ],
  },
  ...tseslint.configs.strict,
  ...tseslint.configs.stylistic,
  {
    rules: {
      'max-lines': ['error', { max: 300 }],
      'max-lines-per-function': ['error', { max: 70, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
      eqeqeq: 'error',
      'no-restricted-syntax': ['error', ...restrictedSyntax, assignedFunction],
    },
  },
  {
    // A global setup of vitest's is a default export.
    files: ['**/config.ts', '**/*.test.ts', 'tools/**/*.ts', '**/*-for-tests.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['**/*.test.ts'],
    rules: { 'max-lines-per-function': 'off', '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  // It measures what an assigned function costs.
  {
    files: ['load-tests/young-collections.ts'],
    rules: { 'no-restricted-syntax': ['error', ...restrictedSyntax] },
  },
  // What a k6 script has to say, it can say by no other means.
  { files: ['load-tests/k6/*.js'], rules: { 'no-console': 'off' } },
  {
    files: ['console/src/web/**/*.{ts,tsx}'],
    ...reactHooks.configs.flat.recommended,
    rules: {
      ...reactHooks.configs.flat.recommended.rules,
      // About what React's compiler leaves alone; it is not used here.
      'react-hooks/incompatible-library': 'off',
      'no-restricted-syntax': ['error', ...restrictedSyntax, ...readableText],
    },
  },
  { files: ['*.config.*'], rules: { 'no-restricted-syntax': 'off' } },
  ...zoneRules,
  zoneRule('load-tests', 'load-tests/**/*.ts', ['schema/documents']),
);
