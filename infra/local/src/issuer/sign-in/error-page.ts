import { escapeHtml } from './escape-html.ts';
import { page } from './page.ts';
import { type Language, signInTexts } from './texts.ts';

export interface ErrorPageOptions {
  readonly language: Language;
  /** An OAuth error code. */
  readonly code: string;
  /** Where to begin again: the console. */
  readonly consoleUrl: string | undefined;
}

/** Tells a person that signing in cannot go on, and where it begins. */
export function errorPage({ language, code, consoleUrl }: ErrorPageOptions): string {
  const text = signInTexts[language];
  const expired = code === 'expired';
  const title = expired ? text.expiredTitle : text.failedTitle;
  const says = expired ? text.expired : text.failed.replace('{code}', code);
  const link =
    consoleUrl === undefined
      ? ''
      : `<p><a href="${escapeHtml(consoleUrl)}" rel="noreferrer">${text.again}</a></p>`;
  return page({ language, title, body: `<h1>${title}</h1>\n<p>${escapeHtml(says)}</p>\n${link}` });
}
