import { defineTexts } from './i18n/define-texts.ts';
import { en } from './texts.en.ts';
import { zhCN } from './texts.zh-CN.ts';

export const useShellTexts = defineTexts('shell', { en, 'zh-CN': zhCN });
