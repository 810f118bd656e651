export const en = {
  title: 'Screen a roster',
  lead: 'Drop a list of student numbers, say what it is for, and read who will know. Nothing is asked before you begin.',
  roster: 'Roster',
  drop: 'Drop the roster here, or press to choose a file',
  dropHint:
    'CSV (UTF-8 or GB18030) or XLSX, with a column 学籍号 or student_number. Other columns are not looked at.',
  chosen: '{{name}}, {{size}} kB',
  another: 'Choose another file',
  refusedType: 'This is neither CSV nor XLSX. Save the table as .csv or .xlsx and drop it again.',
  refusedSize: 'This file is larger than {{size}} MB. Split the roster, or use the command line.',
  oldWorkbook: 'An old .xls workbook cannot be read. Save it as .xlsx and drop it again.',
  refusedMany: 'Drop one file.',
  needed: 'Choose a roster first.',
  purpose: 'What for',
  program: 'Aid program',
  programOptional: 'Adds whether each student qualifies for it.',
  programNeeded: 'This purpose answers about a program only.',
  programMissing: 'Choose a program.',
  noProgram: 'none',
  name: 'Your own name for it',
  nameHint: 'For the list of screenings, such as “Grade 10, autumn”. No names or numbers of students.',
  nameLong: 'At most 100 characters.',
  nameNumber: 'This looks like somebody’s number. Leave it out.',
  asked: 'What will be asked',
  askedRoll: 'Of each number: is this student on your roll? Of others you learn nothing.',
  askedFindings:
    'Is the student or a guardian in the poverty registry, or receiving subsistence allowance; has the student a valid disability certificate; is the student registered as an orphan? You see yes, no or unknown, and the special groups that follow.',
  askedQualifies: 'Does the student qualify for “{{program}}”: yes, no or unknown.',
  askedOnlyQualifies:
    'You see nothing but that: no register, no group, no reason. The agencies are asked what the rule needs.',
  known: 'Who will know',
  knownEnrollment:
    'The education bureau gets the student numbers, since it keeps the roll, and records that your office asked.',
  knownAgencies:
    'Rural affairs, civil affairs and the disabled persons’ federation get pseudonyms, a different one for each of them: no name, no number. Each records that your office asked, when, for what and about how many.',
  knownLog:
    'The audit log holds your username, the time, the purpose and the fields that you were shown. Privacy officers read it, and whoever has a reason can find out that you asked about a student.',
  knownKept:
    'Roster and results are kept encrypted for {{days}} days, or until you cancel. Of a workbook only the student numbers are kept, of a CSV file the whole file.',
  begin: 'Begin the screening',
  sending: 'Sending the roster: {{percent}}',
  reading: 'The roster is being read …',
  failed: 'The roster could not be sent',
  unreadable: 'This roster cannot be read',
  unreadableAdvice:
    'The screening was ended and nobody was asked. Mend the file as it says here, or save it anew as CSV in UTF-8, then drop it again.',
} as const;
