/** Names of domain.md; the register's other columns are passed over. */
export const HEAD = '户主身份证号';
export const MEMBER = '成员{n}身份证号';
export const CATEGORY = '保障类别';
export const STATUS = '状态';
