import { type HouseholdRegister, idColumnNames } from '@hearthgate/subgraph-kit/registers';
import { CATEGORY, HEAD, MEMBER, STATUS } from './columns.ts';
import { readRow } from './read-row.ts';

/** 低保特困名册: a row is a household, its head and any number of members. */
export const register: HouseholdRegister = {
  agency: 'subsistence-allowance',
  columns: [
    // The bare names too. A file that has both is one of persons, whose members stand in rows of their own: the table
    // reader refuses it for its two columns, rather than lose the members.
    {
      name: HEAD,
      aliases: [...idColumnNames('户主'), ...idColumnNames('申请人'), ...idColumnNames()],
      required: true,
    },
    {
      name: MEMBER,
      aliases: [...idColumnNames('成员{n}'), ...idColumnNames('家庭成员{n}')],
      required: false,
      repeated: true,
    },
    { name: CATEGORY, aliases: ['救助类别', '救助类型', '保障类型', '类别'], required: true },
    { name: STATUS, aliases: ['保障状态', '在保状态', '救助状态'], required: true },
  ],
  numberColumns: [
    { column: HEAD, holds: 'id-number' },
    { column: MEMBER, holds: 'id-number' },
  ],
  openReader: (context) => (row) => readRow(row, context),
};
