import { randomBytes } from 'node:crypto';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { chooseLanguage } from './choose-language.ts';
import { page } from './page.ts';
import { type Language, signInTexts } from './texts.ts';

/**
 * What RP-initiated logout shows. Whoever comes from the console with its ID token has said already that they want to sign
 * out, so the form sends itself; anybody else is asked, or another site's link could sign people out.
 */
export const logoutPages = {
  logoutSource(ctx: KoaContextWithOIDC, form: string): void {
    const language = languageOf(ctx);
    const text = signInTexts[language];
    const hint = ctx.oidc.entities.IdTokenHint as { payload?: { sub?: unknown } } | undefined;
    const decided = hint?.payload?.sub !== undefined && hint.payload.sub === ctx.oidc.session?.accountId;
    const nonce = randomBytes(16).toString('base64');
    if (decided) {
      const policy = ctx.response.get('content-security-policy');
      ctx.set('content-security-policy', `${policy}; script-src 'nonce-${nonce}'`);
    }
    const body = `<h1>${text.signOutTitle}</h1>
<p>${text.signOut}</p>
${form}
<button type="submit" form="op.logoutForm" name="logout" value="yes" autofocus>${text.signOutYes}</button>
${decided ? `<script nonce="${nonce}">document.querySelector('button').click()</script>` : ''}`;
    ctx.body = page({ language, title: text.signOutTitle, body });
  },
  postLogoutSuccessSource(ctx: KoaContextWithOIDC): void {
    const language = languageOf(ctx);
    const text = signInTexts[language];
    const body = `<h1>${text.signedOutTitle}</h1>\n<p>${text.signedOut}</p>`;
    ctx.body = page({ language, title: text.signedOutTitle, body });
  },
};

function languageOf(ctx: KoaContextWithOIDC): Language {
  return chooseLanguage(ctx.oidc.params?.['ui_locales'], ctx.get('accept-language'));
}
