import { type AgencyTokenClaims, refsDigest } from '@hearthgate/schema';
import {
  type DocumentNode,
  getVariableValues,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import { CallRefused } from '../errors.ts';
import type { GovernedFields } from './governed-fields.ts';
import type { Permits } from './permits.ts';
import { type Asked, readAsked } from './read-asked.ts';

declare const covered: unique symbol;

/** A call that its token covers in every part. Only `coverCall` makes one, and no resolver runs without. */
export interface CoveredCall {
  readonly [covered]: true;
  readonly claims: AgencyTokenClaims;
  /** The fields that are asked, by the names that tokens use. */
  readonly fields: readonly string[];
  /** As they stand in the call, one or many in a text: the requesters' one after the other. */
  readonly refs: readonly string[];
}

export interface CoverCallOptions {
  readonly claims: AgencyTokenClaims;
  readonly permits: Permits;
  readonly governed: GovernedFields;
  readonly schema: GraphQLSchema;
  /** Valid against the schema. */
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** As they came. */
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * Holds a call against its verified token and this agency's own agreement: purpose and roles as the agreement permits,
 * no field beyond the token's, exactly the refs of its digest, as many as its requesters account for, and the roll that
 * it names. Whatever the gateway thinks.
 *
 * Errors: `NOT_COVERED`; `BAD_USER_INPUT` for variables that are not what the operation's types want.
 */
export function coverCall(options: CoverCallOptions): CoveredCall {
  const { claims, permits } = options;
  const decision = permits(claims);
  if (!decision.permitted) {
    throw new CallRefused('NOT_COVERED', 'the agreement does not permit this', {
      policies: decision.policies,
    });
  }
  const asked = askedBy(options);
  for (const field of asked.fields) {
    if (!claims.fields.includes(field)) throw notCovered('it asks for a field beyond its token');
  }
  if (refsDigest(asked.refs) !== claims.refs_digest) throw notCovered('it asks about others than its token');
  const accounted = claims.requesters.reduce((sum, { refCount }) => sum + refCount, 0);
  if (asked.subjects !== accounted) throw notCovered('its requesters do not account for whom it asks about');
  if (!asked.rolls.every((roll) => isSameRoll(roll, claims.roll)))
    throw notCovered('it asks for another roll');
  const call: Omit<CoveredCall, typeof covered> = { claims, fields: [...asked.fields], refs: asked.refs };
  return call as CoveredCall;
}

function askedBy({ governed, schema, document, operation, variables }: CoverCallOptions): Asked {
  const queryType = schema.getQueryType();
  if (!queryType) throw new Error('an agency schema has no Query');
  // GraphQL's validation lets an operation pass whose type the schema does not have.
  if (operation.operation !== OperationTypeNode.QUERY) throw notCovered('it is no query');
  const definitions = operation.variableDefinitions ?? [];
  const { coerced } = getVariableValues(schema, definitions, variables, { maxErrors: 1 });
  // GraphQL's own message would quote a value.
  if (coerced === undefined)
    throw new CallRefused('BAD_USER_INPUT', 'a variable is not what its type asks for');
  const fragments = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  return readAsked({
    governed,
    queryType,
    selectionSet: operation.selectionSet,
    fragments: new Map(fragments.map((fragment) => [fragment.name.value, fragment])),
    variables: coerced,
  });
}

function isSameRoll(asked: AgencyTokenClaims['roll'], granted: AgencyTokenClaims['roll']): boolean {
  if (asked === undefined || granted === undefined) return false;
  return 'schoolCode' in granted
    ? 'schoolCode' in asked && asked.schoolCode === granted.schoolCode
    : 'divisionCode' in asked && asked.divisionCode === granted.divisionCode;
}

function notCovered(reason: string): CallRefused {
  return new CallRefused('NOT_COVERED', `the token does not cover this call: ${reason}`);
}
