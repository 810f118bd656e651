import type { SourceName } from './evidence.ts';

/**
 * The plan did not ask for what a field is derived from: a defect of the caller, never an answer. Without this error an
 * unasked register would read as "not listed", and a student would be excluded by a bug.
 */
export class SourceNotAsked extends Error {
  override readonly name = 'SourceNotAsked';
  readonly source: SourceName;
  readonly persons: 'STUDENT' | 'GUARDIANS';

  constructor(source: SourceName, persons: 'STUDENT' | 'GUARDIANS') {
    super(
      `The plan asked nothing of ${source} about the ${persons.toLowerCase()}; plan it by SOURCES_OF_FIELD.`,
    );
    this.source = source;
    this.persons = persons;
  }
}
