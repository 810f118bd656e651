import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { type Language, LANGUAGES } from './languages.ts';

/** Where a browser keeps what was chosen; the server is not told. */
export const LANGUAGE_STORAGE_KEY = 'hearthgate-language';

/** Sets up i18next with the language chosen before or, the first time, the browser's. Texts come with what shows them. */
export async function startLanguages(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: initialLanguage(),
    fallbackLng: false,
    supportedLngs: Object.keys(LANGUAGES),
    // Texts are added when their module is loaded (define-texts.ts), some of them before this line.
    resources: {},
    partialBundledLanguages: true,
    keySeparator: false,
    nsSeparator: false,
    // React escapes what it shows.
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  document.documentElement.lang = i18next.language;
  i18next.on('languageChanged', (language) => {
    document.documentElement.lang = language;
  });
}

function initialLanguage(): Language {
  const chosen = localStorage.getItem(LANGUAGE_STORAGE_KEY);
  if (chosen !== null && chosen in LANGUAGES) return chosen as Language;
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}
