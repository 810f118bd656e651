import { defineTexts } from '../../shell/i18n/define-texts.ts';
import { en } from './texts.en.ts';
import { zhCN } from './texts.zh-CN.ts';

export const useStudentsTexts = defineTexts('students', { en, 'zh-CN': zhCN });
