import { createHash } from 'node:crypto';

/** How a trusted document is sent: by its id, which every client may. */
export function documentBody(text: string): { readonly documentId: string } {
  return { documentId: `sha256:${createHash('sha256').update(text).digest('hex')}` };
}
