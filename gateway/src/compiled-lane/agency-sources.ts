import { stitchingDirectives } from '@graphql-tools/stitching-directives';
import { SOURCE_OF_AGENCY, type SourceName } from '@hearthgate/policies';
import { HOUSEHOLD_AGENCIES, type HouseholdAgency } from '@hearthgate/schema';
import { readAgencySdl } from '@hearthgate/schema/sdl';
import {
  buildSchema,
  getNamedType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isEnumType,
  isObjectType,
} from 'graphql';

/** Where one household agency's assertion about persons is to be had. */
export interface AgencySource {
  readonly agency: HouseholdAgency;
  /** The assertion's field on `Person`, which is what evidence calls the source. */
  readonly name: SourceName;
  /** The query field that takes thousands of persons at a time, and its argument. */
  readonly standingsField: string;
  readonly argument: string;
  /** The field of `Person` that is the agency's own pseudonym; enrollment gives it out under the same name. */
  readonly keyField: string;
  /** All that the agency may say of a person. */
  readonly categories: ReadonlySet<string>;
}

export type AgencySources = Readonly<Record<HouseholdAgency, AgencySource>>;

/** The type of the argument that takes thousands of persons at a time. */
export const MANY_PERSONS = '[PersonRefs!]!';

/**
 * Learns from the agencies' schemas, and from nowhere else, who serves what: by which key from their stitching directives,
 * which the stitched lane goes by, and from the type of its argument which field takes thousands of persons at a time.
 *
 * Throws for a schema from which that cannot be told: the gateway does not start with it.
 */
export function readAgencySources(): AgencySources {
  const sources = HOUSEHOLD_AGENCIES.map((agency) => [agency, readSource(agency)] as const);
  return Object.fromEntries(sources) as Record<HouseholdAgency, AgencySource>;
}

function readSource(agency: HouseholdAgency): AgencySource {
  const schema = buildSchema(readAgencySdl(agency), { assumeValidSDL: true });
  const { stitchingDirectivesTransformer } = stitchingDirectives();
  const entries = stitchingDirectivesTransformer({ schema }).merge?.['Person']?.entryPoints ?? [];
  const entry = entries.find(({ fieldName }) => fieldName !== undefined);
  const keyField = /^\{\s*(\w+)\s*\}$/.exec(entry?.selectionSet ?? '')?.[1];
  const standings = Object.values(schema.getQueryType()?.getFields() ?? {}).find(({ args }) =>
    args.some(({ type }) => String(type) === MANY_PERSONS),
  );
  const argument = standings?.args[0]?.name;
  const person = objectType(schema, 'Person');
  const name = Object.keys(person.getFields()).find((field) => field !== keyField);
  if (keyField === undefined || standings === undefined || argument === undefined || name === undefined) {
    throw new Error(`the schema of ${agency} does not say by which key its persons are asked for`);
  }
  return {
    agency,
    name: sourceName(agency, name),
    standingsField: standings.name,
    argument,
    keyField,
    categories: categoriesOf(schema, person.getFields()[name]?.type.toString() ?? ''),
  };
}

function sourceName(agency: HouseholdAgency, name: string): SourceName {
  const expected = SOURCE_OF_AGENCY[agency];
  if (name !== expected) throw new Error(`${agency} serves ${name}, and policies derive from ${expected}`);
  return expected;
}

function categoriesOf(schema: GraphQLSchema, standingType: string): ReadonlySet<string> {
  const categories = objectType(schema, standingType).getFields()['categories'];
  const type: GraphQLNamedType | undefined = categories && getNamedType(categories.type);
  if (!isEnumType(type)) throw new Error(`${standingType} has no categories`);
  return new Set(type.getValues().map(({ name }) => name));
}

function objectType(schema: GraphQLSchema, name: string): GraphQLObjectType {
  const type = schema.getType(name);
  if (!isObjectType(type)) throw new Error(`an agency's schema has no type ${name}`);
  return type;
}
