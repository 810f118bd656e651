import { AGENCIES } from '@hearthgate/schema';
import { trustedDocumentText } from '@hearthgate/schema/trusted-documents';
import { z } from 'zod';

const register = z.object({ agency: z.string(), asOf: z.string(), accepted: z.int(), rejected: z.int() });
export type Register = z.output<typeof register>;

export const registersQuery = trustedDocumentText('registers.graphql');
export const registersSchema = z.object({ registers: z.array(register) });

/** What the answers of a screening rest on. */
export interface RegistersBehind {
  readonly registers: readonly Register[];
  /** Agencies that did not say, before or after: they did not answer, or hold no register. */
  readonly registersMissing: readonly string[];
  /** Agencies whose register was replaced in between: the answers rest partly on the one before. */
  readonly registersChanged: readonly string[];
}

/** Joins what the agencies said before and after a screening; where both did, the later stands. */
export function mergeRegisters(before: readonly Register[], after: readonly Register[]): RegistersBehind {
  const earlier = new Map(before.map((one) => [one.agency, one]));
  const merged = new Map([...earlier, ...after.map((one) => [one.agency, one] as const)]);
  return {
    registers: [...merged.values()],
    registersMissing: AGENCIES.filter((agency) => !merged.has(agency)),
    registersChanged: after
      .filter((one) => {
        const old = earlier.get(one.agency);
        return old && JSON.stringify(old) !== JSON.stringify(one);
      })
      .map(({ agency }) => agency),
  };
}
