import type { BundleState } from '../build/web-bundle.ts';

/** Shown while there are no pages to show; it asks again by itself, without a script. */
export function waitingPage(state: Exclude<BundleState, 'READY'>, styleNonce: string): string {
  const [english, chinese] =
    state === 'BUILDING'
      ? [
          'The pages are being built. This happens once; this page comes back by itself.',
          '页面正在生成，仅首次启动时需要，完成后自动打开。',
        ]
      : [
          'The pages could not be built. The log of the console says why.',
          '页面生成失败，原因见控制台日志。',
        ];
  const refresh = state === 'BUILDING' ? '<meta http-equiv="refresh" content="2">' : '';
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">${refresh}
<title>Hearthgate</title>
<style nonce="${styleNonce}">body{font-family:system-ui,sans-serif;max-width:32rem;margin:20vh auto;padding:0 1rem;line-height:1.6;color-scheme:light dark}</style>
</head>
<body><main><h1>Hearthgate</h1><p>${english}</p><p lang="zh-CN">${chinese}</p></main></body>
</html>
`;
}
