type Rule = readonly [pattern: RegExp, chinese: (match: RegExpExecArray) => string];

/** The sentences by which imports say what is wrong with a row (schema/src, subgraphs). Longer ones hold shorter ones. */
const rules: readonly Rule[] = [
  [/^empty$/, () => '为空'],
  [/^empty: one of (.+) is needed$/, ([, words]) => `为空：须填以下之一：${list(words)}`],
  [/^unknown: not one of (.+)$/, ([, words]) => `无法识别：不属于以下任何一项：${list(words)}`],
  [/^not a date \(write YYYY-MM-DD\)$/, () => '不是日期（应写作 YYYY-MM-DD）'],
  [/^a date that does not exist$/, () => '日期不存在'],
  [/^a date, not an ID number$/, () => '是日期，不是身份证号'],
  [/^a (\w+) cell, not a student number$/, ([, kind]) => `是${cellKind(kind)}单元格，不是学籍号`],
  [/^destroyed by a spreadsheet \(scientific notation\)$/, () => '已被电子表格破坏（科学计数法）'],
  [
    /^(\d+)-digit number in a numeric cell: digits are lost$/,
    ([, digits]) => `数值单元格中的 ${digits ?? ''} 位数字：末位已丢失`,
  ],
  [/^not an ID number: 18 characters are needed$/, () => '不是身份证号：应为 18 位'],
  [/^the birth date in it does not exist$/, () => '号码中的出生日期不存在'],
  [
    /^not a student number: G and an ID number, or J or L and 18 digits$/,
    () => '不是学籍号：应为 G 加身份证号，或 J、L 加 18 位数字',
  ],
  [/^check digit does not match$/, () => '校验码不符'],
  [
    /^ends in 000, and others of this file that do are wrong: a spreadsheet has shortened them$/,
    () => '以 000 结尾，且本文件中同类号码有误：已被电子表格截短',
  ],
  [/^ends in 000.*$/, () => '以 000 结尾，可能已被电子表格截短，请核对'],
  [/^not a school code: the student is on no roll$/, () => '不是学校标识码：该学生不在任何学校名册中'],
  [
    /^not a school code: 10 digits, or 0 and 5 digits$/,
    () => '不是学校标识码：应为 10 位数字，或 0 加 5 位数字',
  ],
  [/^not a division code: 6 or 12 digits$/, () => '不是行政区划代码：应为 6 位或 12 位数字'],
  [/^stands on line (\d+) already$/, ([, line]) => `第 ${line ?? ''} 行已有相同内容`],
  [/^not the one in (.+): this one counts$/, ([, column]) => `与“${column ?? ''}”中的号码不一致：以此处为准`],
  [/^no stage known: (.+)$/, ([, why]) => `学段不明：${reasonInChinese(why ?? '')}`],
  [/^not on the roll: (.+)$/, ([, why]) => `不计入在籍：${reasonInChinese(why ?? '')}`],
  [/^counts as empty: (.+)$/, ([, why]) => `按空值处理：${reasonInChinese(why ?? '')}`],
  [/^guardian passed over: (.+)$/, ([, why]) => `该监护人未计入：${reasonInChinese(why ?? '')}`],
  [/^member left out: (.+)$/, ([, why]) => `该成员未计入：${reasonInChinese(why ?? '')}`],
];

/**
 * The Chinese of a reason that an import gave. Imports write English, in a closed set of sentences; one that is not among
 * them is shown as it is rather than not at all.
 */
export function reasonInChinese(reason: string): string {
  for (const [pattern, chinese] of rules) {
    const match = pattern.exec(reason);
    if (match) return chinese(match);
  }
  return reason;
}

function list(words = ''): string {
  return words.replaceAll(', ', '、');
}

function cellKind(kind = ''): string {
  return { number: '数值', date: '日期', text: '文本' }[kind] ?? '其他';
}
