import i18next from 'i18next';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { InEveryLanguage } from './languages.ts';

/** `rows_one` and `rows_other` are both asked for as `rows`, with a `count`. */
type KeyOf<Texts> = keyof Texts extends infer Key
  ? Key extends `${infer Stem}_${'one' | 'other'}`
    ? Stem
    : Key & string
  : never;

export type TextValues = Readonly<Record<string, string | number>>;

/** Gives the text of a key in the language of the moment, with `{{name}}` replaced by the value of that name. */
export type Text<Texts> = (key: KeyOf<Texts>, values?: TextValues) => string;

/** English has two forms of a plural, Chinese one: `…_one` need not be there in Chinese. */
type Translated<Texts> = {
  readonly [Key in keyof Texts as Key extends `${string}_one` ? never : Key]: string;
};

/**
 * Makes the hook that gives the texts of one page or part: `const text = useRegisterTexts(); text('title')`. They travel
 * with the module that defines them, so a page's texts are loaded with the page. Keys are flat; both languages have the
 * same, which a test and the compiler hold.
 */
export function defineTexts<const English extends Readonly<Record<string, string>>>(
  namespace: string,
  texts: { readonly en: English; readonly 'zh-CN': Translated<English> },
): () => Text<English> {
  const register = (): void => {
    for (const language of ['en', 'zh-CN'] as const satisfies (keyof InEveryLanguage)[]) {
      i18next.addResourceBundle(language, namespace, texts[language], true, true);
    }
  };
  if (i18next.isInitialized) register();
  else i18next.on('initialized', register);
  return () => {
    const { t } = useTranslation(namespace);
    // Its own typing of keys and values needs every text in one place; ours are held to theirs by `Text`.
    const translate = t as (key: string, values: TextValues) => string;
    // The same function in the same language, so that what is made of texts need not be made at every render.
    return useCallback((key, values = {}) => translate(key, values), [translate]);
  };
}
