import { readPublicSdl } from '@hearthgate/schema/sdl';
import { readTrustedDocuments, type TrustedDocument } from '@hearthgate/schema/trusted-documents';
import {
  buildSchema,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  isEnumType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
} from 'graphql';
import { format } from 'prettier';
import { variablesType } from './input-type.ts';
import { selectionType } from './selection-type.ts';

const banner = '// Written by `npm run documents` from schema/documents and schema/public.graphql.\n';

/**
 * The modules of `src/documents` that types are generated into, by file name: one for each trusted document, one for the types
 * that they share, and one that lists them.
 *
 * Throws where two documents have a fragment of one name and another text: it could have one type only.
 */
export async function documentModules(): Promise<ReadonlyMap<string, string>> {
  const schema = buildSchema(readPublicSdl());
  const parsed = [...readTrustedDocuments()]
    .map(([id, document]) => parseDocument(id, document))
    .sort((a, b) => (a.document.file < b.document.file ? -1 : 1));
  const fragments = sharedFragments(parsed);
  const modules = new Map<string, string>();
  const shared = new Set<string>();
  for (const one of parsed) {
    const names = new Set<string>();
    const text = documentModule(one, { schema, fragments, onName: (name) => names.add(name) });
    modules.set(`${one.document.file.replace(/\.graphql$/, '')}.ts`, banner + importTypes(names) + text);
    for (const name of names) shared.add(name);
  }
  modules.set('shared-types.ts', banner + sharedTypes(schema, fragments, shared));
  modules.set('trusted-documents.ts', banner + listModule(parsed));
  const formatted = [...modules].map(
    async ([file, text]) =>
      [file, await format(text, { parser: 'typescript', printWidth: 110, singleQuote: true })] as const,
  );
  return new Map(await Promise.all(formatted));
}

interface ParsedDocument {
  readonly id: string;
  readonly document: TrustedDocument;
  readonly name: string;
  readonly operation: OperationDefinitionNode;
  readonly fragments: readonly FragmentDefinitionNode[];
}

function parseDocument(id: string, document: TrustedDocument): ParsedDocument {
  const { definitions } = parse(document.text);
  const operations = definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
  const [operation] = operations;
  if (operations.length !== 1 || !operation?.name) {
    throw new Error(`schema/documents/${document.file} holds no single operation with a name`);
  }
  const fragments = definitions.filter((one) => one.kind === Kind.FRAGMENT_DEFINITION);
  return { id, document, name: operation.name.value, operation, fragments };
}

function sharedFragments(parsed: readonly ParsedDocument[]): Map<string, FragmentDefinitionNode> {
  const shared = new Map<string, FragmentDefinitionNode>();
  for (const fragment of parsed.flatMap(({ fragments }) => fragments)) {
    const name = fragment.name.value;
    const known = shared.get(name);
    if (known && print(known) !== print(fragment)) {
      throw new Error(`the fragment ${name} differs between documents`);
    }
    shared.set(name, fragment);
  }
  return shared;
}

type TypeOptions = Parameters<typeof selectionType>[2];

function documentModule({ id, document, name, operation }: ParsedDocument, options: TypeOptions): string {
  const root = options.schema.getRootType(operation.operation);
  if (!root) throw new Error(`the schema has no ${operation.operation}`);
  const comment = (/^# (.*)$/m.exec(document.text)?.[1] ?? name).replaceAll('*/', '* /');
  return `
import type { TrustedDocument } from './trusted-document.ts';

${declaration(`${name}Variables`, variablesType(operation.variableDefinitions ?? [], options))}

${declaration(`${name}Data`, selectionType(root, operation.selectionSet, options))}

/** ${comment} */
export const ${constantName(name)}: TrustedDocument<${name}Variables, ${name}Data> = {
  file: '${document.file}',
  id: '${id}',
  operation: '${operation.operation}',
};
`;
}

/** An interface for an object's shape, since its name is what the compiler's errors then show. */
function declaration(name: string, text: string): string {
  return text.startsWith('{') ? `export interface ${name} ${text}\n` : `export type ${name} = ${text};\n`;
}

function importTypes(names: ReadonlySet<string>): string {
  return names.size === 0 ? '' : `import type { ${[...names].sort().join(', ')} } from './shared-types.ts';`;
}

function sharedTypes(
  schema: GraphQLSchema,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  names: ReadonlySet<string>,
): string {
  const written = new Map<string, string>();
  const waiting = [...names];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (written.has(name)) continue;
    written.set(name, sharedType(name, { schema, fragments, onName: (other) => waiting.push(other) }));
  }
  return [...written]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, text]) => text)
    .join('\n');
}

function sharedType(name: string, options: TypeOptions): string {
  const type = options.schema.getType(name);
  if (isEnumType(type)) {
    const values = type.getValues().map((value) => `'${value.name}'`);
    return declaration(name, values.join(' | '));
  }
  const fragment = options.fragments.get(name);
  const on = options.schema.getType(fragment?.typeCondition.name.value ?? '');
  if (!fragment || !isObjectType(on)) throw new Error(`no fragment on an object type is called ${name}`);
  return declaration(name, selectionType(on, fragment.selectionSet, options));
}

function listModule(parsed: readonly ParsedDocument[]): string {
  const lines = parsed.map(({ document, name }) => {
    const file = document.file.replace(/\.graphql$/, '.ts');
    return `export { ${constantName(name)}, type ${name}Data, type ${name}Variables } from './${file}';\n`;
  });
  return lines.join('') + "export type * from './shared-types.ts';\n";
}

function constantName(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
