import { type ErrorOut, errors, type KoaContextWithOIDC } from 'oidc-provider';
import { CONSOLE_CLIENT_ID } from '../console-client.ts';
import { chooseLanguage } from './choose-language.ts';
import { errorPage } from './error-page.ts';

/** The provider's errors as a page for a person. Of the error, only its code is shown: descriptions may repeat what was sent. */
export async function renderPeopleError(ctx: KoaContextWithOIDC, out: ErrorOut, error: Error): Promise<void> {
  const client = await ctx.oidc.provider.Client.find(CONSOLE_CLIENT_ID);
  const language = chooseLanguage(ctx.query['ui_locales'], ctx.get('accept-language'));
  const code = error instanceof errors.SessionNotFound ? 'expired' : out.error;
  ctx.type = 'html';
  ctx.body = errorPage({ language, code, consoleUrl: client?.postLogoutRedirectUris?.[0] });
}
