/** Names of domain.md; the register's other columns are passed over. */
export const ID_NUMBER = '身份证号';
export const STATUS = '状态';
export const VALID_UNTIL = '有效期至';
