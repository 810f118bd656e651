import type { County, Student } from '../county/county.ts';
import { limits } from '../limits.ts';

/** The fields that Hearthgate's gateway asks of the agencies for a status, where they hang in the peers' graph. */
const query = `query Standings($schoolCode: String!, $studentNumbers: [String!]!) {
  enrolledStudents(schoolCode: $schoolCode, studentNumbers: $studentNumbers) {
    asOf
    students {
      studentNumber
      stages
      household {
        povertyRegistry { asOf categories }
        subsistenceAllowance { asOf categories }
        disability { asOf categories }
      }
      orphans { asOf categories }
    }
  }
}`;

export interface PeerRequest {
  readonly query: string;
  readonly variables: { readonly schoolCode: string; readonly studentNumbers: readonly string[] };
  readonly students: readonly Student[];
}

/** What the peers are asked: about the same students as Hearthgate, one or a class of 50 at a time. */
export function peerRequests({ schools }: County, students: number): readonly PeerRequest[] {
  const requests = schools.flatMap(({ code, students: all }) => {
    const known = all.filter(({ expected }) => !Object.values(expected).includes('UNKNOWN'));
    const step = students === 1 ? 1 : Math.floor(students / 10);
    return Array.from({ length: Math.floor((known.length - students) / step) + 1 }, (_, index) => {
      const asked = known.slice(index * step, index * step + students);
      const studentNumbers = asked.map(({ studentNumber }) => studentNumber);
      return { query, variables: { schoolCode: code, studentNumbers }, students: asked };
    });
  });
  const every = Math.max(1, requests.length / limits.maxQuestionsOfAKind);
  return requests.filter((_, index) => Math.floor(index / every) !== Math.floor((index - 1) / every));
}
