import { escapeHtml } from './escape-html.ts';
import { type Language, signInTexts } from './texts.ts';

export interface PageOptions {
  readonly language: Language;
  readonly title: string;
  /** HTML; whatever comes from outside is escaped in it already. */
  readonly body: string;
  /** Where the same page is in the other language; none where it cannot be asked for again. */
  readonly otherLanguageUrl?: string;
}

/** A whole page of the issuer, which needs no script and nothing from anywhere but its own style sheet. */
export function page({ language, title, body, otherLanguageUrl }: PageOptions): string {
  const other = language === 'en' ? 'zh-CN' : 'en';
  const link =
    otherLanguageUrl === undefined
      ? ''
      : `<p class="language"><a lang="${other}" hreflang="${other}" href="${escapeHtml(otherLanguageUrl)}">${
          signInTexts[language].other
        }</a></p>`;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)} · Hearthgate</title>
<link rel="stylesheet" href="/sign-in.css">
<link rel="icon" href="data:,">
</head>
<body>
<main>
${link}
${body}
</main>
</body>
</html>
`;
}
