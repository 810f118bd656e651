/** Whether keys stand oldest first, with no version twice. */
export function versionsGrow(keys: readonly { readonly version: number }[]): boolean {
  return keys.every(({ version }, index) => version > (keys[index - 1]?.version ?? 0));
}
