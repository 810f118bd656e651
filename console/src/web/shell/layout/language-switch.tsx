import { SegmentedControl } from '@mantine/core';
import type { ReactNode } from 'react';
import { type Language, LANGUAGES } from '../i18n/languages.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { useShellTexts } from '../texts.ts';

const choices = Object.entries(LANGUAGES).map(([value, name]) => ({
  value,
  label: <span lang={value}>{name}</span>,
}));

export function LanguageSwitch(): ReactNode {
  const text = useShellTexts();
  const { language, choose } = useLanguage();
  return (
    <SegmentedControl
      size="xs"
      aria-label={text('language')}
      data={choices}
      value={language}
      onChange={(value) => {
        choose(value as Language);
      }}
    />
  );
}
