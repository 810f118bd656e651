import type { SchoolDirectory } from '@hearthgate/subgraph-kit/registers';
import { DIVISION, SCHOOL_CODE, SCHOOL_NAME, schoolCodeAliases, STAGE, stageAliases } from './columns.ts';
import { readSchools } from './read-schools.ts';

/** 学校名录, the directory that says in whose division a school lies. */
export const schools: SchoolDirectory = {
  agency: 'schools',
  columns: [
    { name: SCHOOL_CODE, aliases: schoolCodeAliases, required: true },
    { name: SCHOOL_NAME, aliases: ['学校', '名称', 'name'], required: false },
    { name: STAGE, aliases: stageAliases, required: false },
    {
      name: DIVISION,
      aliases: ['区划代码', '行政区划代码', '所在地区划代码', '所属区划代码', 'division_code'],
      required: true,
    },
  ],
  numberColumns: [],
  openReader: () => readSchools(),
};
