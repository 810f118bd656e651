/** Names of domain.md; the register's other columns are passed over. */
export const ID_NUMBER = '证件号码';
export const CATEGORY = '户类型';
export const RISK_REMOVED = '风险是否已消除';
export const SUPPORTED = '是否享受帮扶政策';
