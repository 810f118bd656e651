import { type FieldMask, maskFields, type MaskQuestion, type Policies } from '@hearthgate/policies';
import type { GraphQLSchema } from 'graphql';

/**
 * The policies in force and the masks made of them. A mask is made once for each role, purpose and assurance; there are
 * no more of those than the vocabulary has, so the cache needs no bound. New policies come with no masks.
 */
export class PolicyKeeper {
  readonly #schema: GraphQLSchema;
  #inForce: { readonly policies: Policies; readonly masks: Map<string, FieldMask | undefined> };

  constructor(policies: Policies, schema: GraphQLSchema) {
    this.#schema = schema;
    this.#inForce = { policies, masks: new Map() };
  }

  get policyHash(): string {
    return this.#inForce.policies.hash;
  }

  /** The hash of each agency's agreement; the agency shows the same one when it holds to the same. */
  get agreementHashes(): Readonly<Record<string, string>> {
    const { agreements } = this.#inForce.policies;
    return Object.fromEntries(Object.entries(agreements).map(([agency, { hash }]) => [agency, hash]));
  }

  /** Takes up new policies at once: a request sees the old or the new, never a mixture. */
  replace(policies: Policies): void {
    this.#inForce = { policies, masks: new Map() };
  }

  /** `undefined` when the role may not use the purpose. */
  maskFor({ role, purpose, assurance }: MaskQuestion): FieldMask | undefined {
    const { policies, masks } = this.#inForce;
    const key = `${role} ${purpose} ${assurance}`;
    if (!masks.has(key)) masks.set(key, maskFields(policies, this.#schema, { role, purpose, assurance }));
    return masks.get(key);
  }
}
