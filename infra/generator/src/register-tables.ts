import type { Cell } from '@hearthgate/schema';
import type { DisabilityRow, EnrollmentRow, OrphanRow, PovertyRow, SubsistenceRow } from './household.ts';
import { isoDate } from './id-numbers.ts';
import type { NumberFile } from './number-cell.ts';
import { Random } from './random.ts';
import { STAGE_FACTS } from './stages.ts';

/** How a register's rows become cells. `idHeader` is the name of its ID columns, which varies from file to file. */
export interface RegisterTable<Row> {
  readonly fileName: string;
  readonly title: string;
  header(idHeader: string | undefined): string[];
  cells(row: Row, file: NumberFile): (string | Cell)[];
}

const MEMBERS = 8;

export const POVERTY_TABLE: RegisterTable<PovertyRow> = {
  fileName: '1-脱贫户及监测对象',
  title: '虚构县脱贫户及防返贫监测对象信息',
  header: (id = '证件号码') => [
    '户编号',
    '户主姓名',
    '姓名',
    id,
    '与户主关系',
    '户类型',
    '风险是否已消除',
    '是否享受帮扶政策',
  ],
  cells: (row) => [
    row.householdCode,
    row.head,
    row.name,
    row.number,
    row.relation,
    row.type,
    row.riskEnded,
    row.supported,
  ],
};

export const SUBSISTENCE_TABLE: RegisterTable<SubsistenceRow> = {
  fileName: '2-低保特困名册',
  title: '虚构县低保特困人员名册',
  header: (id = '身份证号') => [
    '户主姓名',
    `户主${id}`,
    '保障类别',
    '状态',
    '起始年份',
    ...Array.from({ length: MEMBERS }, (_, index) => `成员${String(index + 1)}${id}`),
  ],
  cells: (row) => [
    row.head,
    row.headNumber,
    row.category,
    row.status,
    row.since,
    ...Array.from({ length: MEMBERS }, (_, index) => row.members[index] ?? ''),
  ],
};

export const DISABILITY_TABLE: RegisterTable<DisabilityRow> = {
  fileName: '3-持证残疾人',
  title: '虚构县持证残疾人名册',
  header: (id = '身份证号') => ['姓名', id, '残疾人证号', '状态', '有效期至'],
  cells: (row, file) => [row.name, row.number, row.certificate, row.status, validUntil(row, file)],
};

export const ORPHANS_TABLE: RegisterTable<OrphanRow> = {
  fileName: '4-孤儿及事实无人抚养儿童',
  title: '虚构县孤儿及事实无人抚养儿童名册',
  header: (id = '身份证号') => ['姓名', id, '类型', '状态'],
  cells: (row) => [row.name, row.number, row.type, row.status],
};

export const ENROLLMENT_TABLE: RegisterTable<EnrollmentRow> = {
  fileName: '5-学籍',
  title: '虚构县学生学籍信息',
  header: (id) => [
    ...[
      '学校标识码',
      '学校名称',
      '学段',
      '年级',
      '班级',
      '姓名',
      '学籍号',
      id ?? '身份证件号',
      '就读方式',
      '学生状态',
    ],
    ...['监护人1', '监护人2'].flatMap((who) => [`${who}姓名`, `${who}关系`, who + (id ?? '身份证号')]),
  ],
  cells: (row, file) => [
    row.schoolCode,
    file.quirks.has('quoted-cells') ? `${row.schoolName},"本部"` : row.schoolName,
    STAGE_FACTS[row.stage].written,
    String(row.grade),
    String(row.className),
    row.name,
    row.studentNumber,
    row.number,
    row.boarding,
    row.status,
    ...[row.guardians[0], row.guardians[1]].flatMap((guardian) =>
      guardian === undefined ? ['', '', ''] : [guardian.name, guardian.relation, guardian.number],
    ),
  ],
};

/** A day in one of the ways that offices write days; which one hangs on the row alone. */
function validUntil({ validUntilDay, certificate }: DisabilityRow, file: NumberFile): string | Cell {
  const random = new Random(Number(certificate.slice(6, 17)));
  if (validUntilDay === null) return random.chance(0.5) ? '' : '长期';
  const date = isoDate(validUntilDay);
  if (file.xlsx && file.quirks.has('date-cells') && random.chance(0.3)) return { text: date, kind: 'date' };
  if (!file.quirks.has('date-formats')) return date;
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  switch (random.below(5)) {
    case 0:
      return date.replaceAll('-', '');
    case 1:
      return `${String(year)}/${String(month)}/${String(day)}`;
    case 2:
      return `${String(year)}年${String(month)}月${String(day)}日`;
    case 3:
      // A spreadsheet's serial number, saved as text.
      return String(validUntilDay + 25_569);
    default:
      return date;
  }
}
