import { useTranslation } from 'react-i18next';
import type { Language } from './languages.ts';
import { LANGUAGE_STORAGE_KEY } from './start-languages.ts';

export interface ChosenLanguage {
  readonly language: Language;
  readonly choose: (language: Language) => void;
}

/** The language of the moment, and how to choose another: at once, kept in this browser. */
export function useLanguage(): ChosenLanguage {
  const { i18n } = useTranslation();
  return {
    language: i18n.language === 'zh-CN' ? 'zh-CN' : 'en',
    choose: (language) => {
      localStorage.setItem(LANGUAGE_STORAGE_KEY, language);
      void i18n.changeLanguage(language);
    },
  };
}
