import { escapeHtml } from './escape-html.ts';
import { page } from './page.ts';
import { type Language, signInTexts } from './texts.ts';

export interface SignInFormOptions {
  readonly language: Language;
  /** The path of this form, which also takes what is sent. */
  readonly path: string;
  readonly username?: string | undefined;
  /** In the form's language. */
  readonly problem?: string | undefined;
}

/** The form that people sign in by. What was wrong is read out first, and the focus is where to go on. */
export function signInForm({ language, path, username = '', problem }: SignInFormOptions): string {
  const text = signInTexts[language];
  const other = language === 'en' ? 'zh-CN' : 'en';
  const focusPassword = username !== '';
  const body = `<h1>${text.title}</h1>
<p>${text.intro}</p>
${problem === undefined ? '' : `<p class="problem" id="problem" role="alert">${escapeHtml(problem)}</p>`}
<form method="post" action="${escapeHtml(path)}?lang=${language}">
<label for="username">${text.username}</label>
<input id="username" name="username" value="${escapeHtml(username)}" autocomplete="username" autocapitalize="none" spellcheck="false" maxlength="63" required${
    focusPassword ? '' : ' autofocus'
  }>
<label for="password">${text.password}</label>
<input id="password" name="password" type="password" autocomplete="current-password" maxlength="256" required${
    focusPassword ? ' autofocus' : ''
  }${problem === undefined ? '' : ' aria-describedby="problem"'}>
<button type="submit">${text.submit}</button>
</form>
<p class="help">${text.help}</p>`;
  return page({ language, title: text.title, body, otherLanguageUrl: `${path}?lang=${other}` });
}
