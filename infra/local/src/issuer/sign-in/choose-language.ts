import type { Language } from './texts.ts';

/** Whatever says which language somebody reads, most certain first: `zh-Hans zh en` (ui_locales), `zh-CN,en;q=0.8` (Accept-Language). */
export function chooseLanguage(...wishes: readonly unknown[]): Language {
  for (const wish of wishes) {
    if (typeof wish !== 'string') continue;
    for (const tag of byQuality(wish)) {
      if (/^zh\b/i.test(tag)) return 'zh-CN';
      if (/^en\b/i.test(tag)) return 'en';
    }
  }
  return 'en';
}

function byQuality(wish: string): readonly string[] {
  return wish
    .slice(0, 200)
    .split(/[,\s]+(?!;)/)
    .map((entry) => {
      const [tag = '', quality = ''] = entry.split(/;\s*q=/);
      return { tag, quality: quality === '' ? 1 : Number(quality) };
    })
    .sort((a, b) => b.quality - a.quality)
    .map(({ tag }) => tag);
}
