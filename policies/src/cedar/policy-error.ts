/** Policies that cannot be taken up: broken syntax, a type error, a missing annotation. The message says where and what. */
export class PolicyError extends Error {
  readonly code = 'POLICY_REFUSED';

  constructor(source: string, problem: string) {
    super(`${source}: ${problem}`);
    this.name = 'PolicyError';
  }
}
