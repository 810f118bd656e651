const names = ['身份证号', '身份证号码', '证件号码', '身份证件号', '公民身份号码'];

/** Every header under which an ID number stands (domain.md), with what goes before it: 户主, 成员{n}, 监护人{n}. */
export function idColumnNames(prefix = ''): readonly string[] {
  return names.map((name) => prefix + name);
}
