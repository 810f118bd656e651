export interface AnswerToToken {
  readonly status: number;
  readonly challenge: string | null;
  readonly text: string;
}

/** Asks the gateway for what every view permits, so that a refusal is the token's doing. */
export async function askWithToken(url: string, token: string): Promise<AnswerToToken> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: '{ registers { agency } }' }),
  });
  const challenge = response.headers.get('www-authenticate');
  return { status: response.status, challenge, text: await response.text() };
}
