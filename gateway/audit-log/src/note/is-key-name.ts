/** Whether a key may be called so: not empty, no Unicode space, no plus (C2SP signed-note), no control character. */
export function isKeyName(name: string): boolean {
  return name.isWellFormed() && /^[^\p{White_Space}\p{Cc}+]+$/u.test(name);
}
