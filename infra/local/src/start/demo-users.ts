import { randomBytes } from 'node:crypto';
import { ROLES } from '@hearthgate/schema';
import { z } from 'zod';
import { dataDirPaths } from '../data-dir/data-dir-paths.ts';
import { readJsonFile } from '../data-dir/read-json-file.ts';
import { writeFileAtomically } from '../data-dir/write-file-atomically.ts';
import { demoPeople } from './demo-people.ts';

export const demoUserSchema = z.looseObject({
  username: z.string(),
  password: z.string(),
  role: z.enum(ROLES),
  school: z.string().optional(),
  division: z.string().optional(),
  agency: z.string().optional(),
});

/** A person of the demo with the password that this installation made for them; nobody else's password is kept anywhere. */
export type DemoUser = z.output<typeof demoUserSchema>;

/** As they were made at the first start; none where there was no demo, or one older than the console. */
export function readDemoUsers(dataDir: string): readonly DemoUser[] {
  return readJsonFile(dataDirPaths(dataDir).demoUsers, z.array(demoUserSchema)) ?? [];
}

/** Makes their passwords, or returns those that an interrupted first start made. */
export function prepareDemoUsers(dataDir: string): readonly DemoUser[] {
  const known = readDemoUsers(dataDir);
  if (known.length > 0) return known;
  const users = demoPeople.map(({ username, role, school, division, agency }) =>
    demoUserSchema.parse({
      username,
      password: randomBytes(12).toString('base64url'),
      role,
      ...(school !== undefined && { school }),
      ...(division !== undefined && { division }),
      ...(agency !== undefined && { agency }),
    }),
  );
  writeFileAtomically(dataDirPaths(dataDir).demoUsers, `${JSON.stringify(users, null, 2)}\n`);
  return users;
}
