/** The languages of the console, each by its own name. */
export const LANGUAGES = { en: 'English', 'zh-CN': '中文' } as const;

export type Language = keyof typeof LANGUAGES;

/** A text in every language. */
export type InEveryLanguage<Value = string> = Readonly<Record<Language, Value>>;
