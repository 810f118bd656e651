import { expect, test } from 'vitest';
import { scramVerifier } from './scram-verifier.ts';

// Password, salt and rounds of RFC 7677, section 3. The two keys were computed by Python's hashlib; with the RFC's messages
// they give its client proof (dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=) and its server signature
// (6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=).
const salt = Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64');

test('a verifier has the form that Postgres takes as it stands', () => {
  expect(scramVerifier('pencil', salt)).toBe(
    'SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=',
  );
});

test('each call salts anew, and no verifier holds the password', () => {
  expect(scramVerifier('pencil')).not.toBe(scramVerifier('pencil'));
  expect(scramVerifier('pencil')).not.toContain('pencil');
});

test('a password outside ASCII, which would need preparation, is refused', () => {
  expect(() => scramVerifier('密码')).toThrow(RangeError);
});
