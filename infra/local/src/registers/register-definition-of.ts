import { register as disability } from '@hearthgate/disability';
import { register as enrollment, schools } from '@hearthgate/enrollment';
import { register as orphans } from '@hearthgate/orphans';
import { register as povertyRegistry } from '@hearthgate/poverty-registry';
import type { AnyRegister, RegisterName } from '@hearthgate/subgraph-kit/registers';
import { register as subsistenceAllowance } from '@hearthgate/subsistence-allowance';

const definitions: Readonly<Record<RegisterName, AnyRegister>> = {
  schools,
  enrollment,
  'poverty-registry': povertyRegistry,
  'subsistence-allowance': subsistenceAllowance,
  disability,
  orphans,
};

/** What each agency's own package says about its register. */
export function registerDefinitionOf(name: RegisterName): AnyRegister {
  return definitions[name];
}
