import { useCallback } from 'react';
import { useLanguage } from '../i18n/use-language.ts';
import { en } from './terms.en.ts';
import { zhCN } from './terms.zh-CN.ts';

export type TermKind = keyof typeof en;

/** The name of a code, or the code itself where it has none: what a log holds may be older or newer than this page. */
export type Terms = (kind: TermKind, code: string) => string;

const terms = { en, 'zh-CN': zhCN } as const;

/** The names that offices use for the codes of schema, policies and log, in the language of the moment (docs/glossary.md). */
export function useTerms(): Terms {
  const { language } = useLanguage();
  return useCallback(
    (kind, code) => {
      const names: Readonly<Record<string, string>> = terms[language][kind];
      return Object.hasOwn(names, code) ? (names[code] ?? code) : code;
    },
    [language],
  );
}
