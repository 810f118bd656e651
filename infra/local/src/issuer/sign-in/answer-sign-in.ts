import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Provider } from 'oidc-provider';
import { errors } from 'oidc-provider';
import type pg from 'pg';
import { checkCredentials } from '../accounts/check-credentials.ts';
import { chooseLanguage } from './choose-language.ts';
import { errorPage } from './error-page.ts';
import type { PasswordPlaces } from './password-places.ts';
import { readForm } from './read-form.ts';
import type { SignInAttempts } from './sign-in-attempts.ts';
import { signInForm } from './sign-in-form.ts';
import { signInTexts, type SignInTexts } from './texts.ts';

export interface AnswerSignInOptions {
  readonly provider: Provider;
  readonly pool: pg.Pool;
  readonly attempts: SignInAttempts;
  readonly places: PasswordPlaces;
  readonly issuerUrl: string;
  readonly consoleUrl: string;
}

type Outcome =
  | { readonly signedIn: string }
  | { readonly status: number; readonly problem: string; readonly retryAfterSeconds?: number };

/**
 * Shows the sign-in form of an interaction and takes what is sent by it. Only the browser that began the interaction can
 * (by its cookie, which other sites cannot send along), and only from the form itself.
 *
 * Errors are pages: 400 for a wrong password and for somebody unknown or disabled alike, 429 with `Retry-After`, 503.
 */
export async function answerSignIn(
  request: IncomingMessage,
  response: ServerResponse,
  options: AnswerSignInOptions,
): Promise<void> {
  const { provider, consoleUrl, issuerUrl } = options;
  const { pathname: path, searchParams } = new URL(request.url ?? '/', issuerUrl);
  const wishes = [searchParams.get('lang'), request.headers['accept-language']] as const;
  let params: Record<string, unknown>;
  try {
    const details = await provider.interactionDetails(request, response);
    if (path !== `/sign-in/${details.uid}`) throw new errors.SessionNotFound('another interaction');
    ({ params } = details);
  } catch (error) {
    if (!(error instanceof errors.SessionNotFound)) throw error;
    const language = chooseLanguage(...wishes);
    send(response, 400, errorPage({ language, code: 'expired', consoleUrl }));
    return;
  }
  const language = chooseLanguage(wishes[0], params['ui_locales'], wishes[1]);
  if (request.method !== 'POST') {
    send(response, 200, signInForm({ language, path }));
    return;
  }
  const form = comesFromHere(request, issuerUrl) ? await readForm(request) : undefined;
  const username = form?.get('username')?.trim().toLowerCase().slice(0, 63) ?? '';
  const password = form?.get('password') ?? '';
  const address = request.socket.remoteAddress ?? '';
  const outcome = await attempt({ username, password, address }, signInTexts[language], options);
  if ('signedIn' in outcome) {
    const login = { accountId: outcome.signedIn, remember: false };
    await provider.interactionFinished(request, response, { login }, { mergeWithLastSubmission: false });
    return;
  }
  const { status, problem, retryAfterSeconds } = outcome;
  if (retryAfterSeconds !== undefined) response.setHeader('retry-after', String(retryAfterSeconds));
  send(response, status, signInForm({ language, path, username, problem }));
}

async function attempt(
  { username, password, address }: { username: string; password: string; address: string },
  text: SignInTexts,
  { pool, attempts, places }: AnswerSignInOptions,
): Promise<Outcome> {
  const waitSeconds = attempts.begin({ username, address });
  if (waitSeconds > 0) {
    const problem = text.wait.replace('{minutes}', String(Math.ceil(waitSeconds / 60)));
    return { status: 429, problem, retryAfterSeconds: waitSeconds };
  }
  const checked = await places(async () => ({ as: await checkCredentials(pool, { username, password }) }));
  if (checked === undefined) return { status: 503, problem: text.busy, retryAfterSeconds: 5 };
  if (checked.as === undefined) return { status: 400, problem: text.wrong };
  attempts.succeeded({ username, address });
  return { signedIn: checked.as };
}

/** Browsers say where a form was sent from; one that says nothing is too old to be fooled into sending our cookie. */
function comesFromHere({ headers }: IncomingMessage, issuerUrl: string): boolean {
  const { origin, 'sec-fetch-site': site } = headers;
  return (
    (origin === undefined || origin === new URL(issuerUrl).origin) &&
    (site === undefined || site === 'same-origin')
  );
}

function send(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(html);
}
