import type { z } from 'zod';

/**
 * A service's settings from its environment variables, checked by a zod schema.
 * Throws one line that names the service and every bad variable, and repeats no value: some are secrets.
 */
export function parseEnvironment<Schema extends z.ZodType>(
  service: string,
  schema: Schema,
  env: NodeJS.ProcessEnv,
): z.output<Schema> {
  const parsed = schema.safeParse(env);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`${service}: bad configuration: ${problems.join('; ')}`);
}
