import { AID_PROGRAMS, SPECIAL_GROUPS, STAGES, type AidProgram, type SpecialGroup } from '@hearthgate/schema';
import { z } from 'zod';
import data from '../programs.json' with { type: 'json' };

const yuan = z.int().positive();
const byStage = z.partialRecord(z.enum(STAGES), yuan);

const versionSchema = z.strictObject({
  schoolYear: z.string().regex(/^\d{4}-\d{4}$/),
  inForceFrom: z.iso.date(),
  stages: z.array(z.enum(STAGES)).nonempty(),
  groups: z.union([
    z.literal('ALL').transform((): SpecialGroup[] => [...SPECIAL_GROUPS]),
    z.array(z.enum(SPECIAL_GROUPS)).nonempty(),
  ]),
  amountYuanPerYear: z.union([
    z.literal('THE_FEE'),
    z.strictObject({ boarders: byStage, dayPupils: byStage }),
    z.strictObject({ average: yuan, lowest: yuan.optional(), highest: yuan.optional() }),
  ]),
});

const programSchema = z.strictObject({
  program: z.enum(AID_PROGRAMS),
  officialName: z.string().min(1),
  versions: z
    .array(versionSchema)
    .nonempty()
    .refine(
      (versions) => versions.every((v, i) => i === 0 || v.inForceFrom > (versions[i - 1]?.inForceFrom ?? '')),
      'versions stand in the order of inForceFrom',
    ),
});

/** The rules of one program (资助项目) from one date until the next version's. */
export type ProgramVersion = Readonly<z.infer<typeof versionSchema>>;
export type Program = Readonly<z.infer<typeof programSchema>>;

/**
 * Checks policy data for programs of aid. Guarantees each known program exactly once, its versions in order.
 * Throws a ZodError that names the place.
 */
export function parsePrograms(input: unknown): ReadonlyMap<AidProgram, Program> {
  const programs = z
    .array(programSchema)
    .refine(
      (list) =>
        list.length === AID_PROGRAMS.length &&
        new Set(list.map((p) => p.program)).size === AID_PROGRAMS.length,
      'each program stands here exactly once',
    )
    .parse(input);
  return new Map(programs.map((program) => [program.program, program]));
}

/** `policies/programs.json`: who qualifies for which program by which groups, dated by school year 学年. */
export const PROGRAMS = parsePrograms(data);
