import { LoadTestError } from '../load-test-error.ts';

/** How many leaves a gateway's audit log holds, by its latest checkpoint: the size of the tree is its second line. */
export async function readLogSize(gatewayUrl: string): Promise<number> {
  const response = await fetch(`${gatewayUrl}/audit/checkpoint`);
  const size = Number((await response.text()).split('\n')[1]);
  if (!response.ok || !Number.isSafeInteger(size)) throw new LoadTestError('the audit log has no checkpoint');
  return size;
}
