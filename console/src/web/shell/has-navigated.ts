const loadedAt = window.location.pathname;
let left = false;

/** Whether this document has shown another page before: then the browser's own focus after loading is long gone. */
export function hasNavigated(): boolean {
  left ||= window.location.pathname !== loadedAt;
  return left;
}
