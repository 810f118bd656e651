import { defineTexts } from '../i18n/define-texts.ts';
import { en } from './error-texts.en.ts';
import { zhCN } from './error-texts.zh-CN.ts';

export const useErrorTexts = defineTexts('errors', { en, 'zh-CN': zhCN });
