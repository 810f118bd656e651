import { type Purpose, PURPOSES, type Role, ROLES } from '@hearthgate/schema';
import type { AgreementInForce } from './agreement-keeper.ts';

export interface AgreementDecision {
  readonly role: Role;
  readonly purpose: Purpose;
  readonly assurance: 'bearer' | 'dpop';
  readonly shared: boolean;
  /** By their ids. */
  readonly rules: readonly string[];
}

/** What an agreement comes to, case by case: the very decisions that calls are held to. */
export function agreementMatrix(agreement: Pick<AgreementInForce, 'permits'>): readonly AgreementDecision[] {
  return ROLES.flatMap((role) =>
    PURPOSES.flatMap((purpose) =>
      (['bearer', 'dpop'] as const).map((assurance) => {
        const { permitted, policies } = agreement.permits({ role, purpose, assurance });
        return { role, purpose, assurance, shared: permitted, rules: policies.map(({ id }) => id) };
      }),
    ),
  );
}
