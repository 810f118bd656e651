/** Names of domain.md; the register's other columns are passed over. */
export const SCHOOL_CODE = '学校标识码';
export const SCHOOL_NAME = '学校名称';
export const STAGE = '学段';
export const STUDENT_NUMBER = '学籍号';
export const ID_NUMBER = '身份证件号';
export const STATUS = '学生状态';
export const GUARDIAN = '监护人{n}身份证号';
export const DIVISION = '所在区划代码';

export const schoolCodeAliases = ['学校代码', '学校识别码', '学校编码', '学校标识代码', 'school_code'];
export const stageAliases = ['就读学段', '办学学段', '学校学段', 'stage'];
