const findings = ['povertyRegistry', 'subsistenceAllowance', 'disability', 'orphan'];

/**
 * Whether a response answers its question rightly: HTTP 200, no error, and where `expected` says what the county's oracle
 * knows of each student, no finding that differs from it. `UNKNOWN` is always right: an agency may be away. NO for YES,
 * or YES for NO, never is.
 */
export function checkAnswer(response, { contains, expected }) {
  if (response.status !== 200 || response.body.includes('"errors"')) return false;
  if (!response.body.includes(contains)) return false;
  return expected === undefined || agrees(response.json('data'), expected);
}

function agrees(data, expected) {
  const results = data.householdStatuses ?? [data.householdStatus];
  return (
    results.length === expected.length &&
    results.every((result, index) =>
      findings.every((name) => {
        const answer = result[name]?.answer;
        return answer === 'UNKNOWN' || answer === expected[index][name];
      }),
    )
  );
}
