export const en = {
  title: 'Who asked about a student',
  lead: 'For a complaint or an examination. That you looked, and why, is kept in the log for good.',
  number: 'Student number',
  numberHint:
    '19 characters. It is sent to the log alone, kept nowhere, and gone from this page when you leave it.',
  numberBad: 'A student number has 19 characters: G, J or L, then 17 digits, then a digit or X',
  reason: 'Reason',
  reasonHint: '4 to 500 characters, for instance the number of a complaint. No name, no number of a person.',
  reasonBad: '4 to 500 characters',
  reasonNumber: 'Leave out ID, student and telephone numbers: the reason stays in the log',
  search: 'Look it up, and log that I did',
  caption: '{{count}} accesses about this student, newest first',
  disclosed: 'Disclosed about this student',
  nothing: 'Nothing',
  more: 'Older accesses',
  empty: 'Nobody asked about this student',
  emptyAdvice: 'Or the number is mistyped: the log does not know which students there are.',
  erased_one:
    'One version of the audit key was erased: what was logged under it can no longer be found by a student.',
  erased_other:
    '{{count}} versions of the audit key were erased: what was logged under them can no longer be found by a student.',
} as const;
