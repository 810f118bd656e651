import { policyToJson } from '@cedar-policy/cedar-wasm/nodejs';

/** Whether a policy, which parses, opens or closes. */
export function effectOf(text: string): 'permit' | 'forbid' {
  const parsed = policyToJson(text);
  if (parsed.type === 'failure') throw new Error('a policy that was parsed before does not parse');
  return parsed.json.effect;
}
