/**
 * Whether an error says that the database is not there, or not in time, rather than that a statement is wrong: no
 * connection, or Postgres' classes 08 (connection exception), 53 (resources), 57 (operator intervention, which a
 * statement's time limit is too) and 58 (system error).
 */
export function isDatabaseOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return /^(08|53|57|58)|^E[A-Z]+$/.test(code) || /connect|terminat/i.test(error.message);
}
