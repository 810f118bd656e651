import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { setPriority } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { bundleCache } from './bundle-cache.ts';
import { pruneBundles } from './prune-bundles.ts';
import { STYLE_NONCE_PLACEHOLDER } from './placeholders.ts';
import { withoutFonts } from './without-fonts.ts';

// Whoever waits for the system waits for its services first.
setPriority(10);
// A server that ends while its pages are built leaves nobody to build them for.
process.once('disconnect', () => process.exit(1));

const [folder = ''] = process.argv.slice(2);
mkdirSync(bundleCache, { recursive: true });
const draft = mkdtempSync(join(bundleCache, 'draft-'));
try {
  await build({
    root: fileURLToPath(new URL('../web/', import.meta.url)),
    configFile: false,
    envDir: false,
    mode: 'production',
    logLevel: 'warn',
    plugins: [react(), withoutFonts()],
    html: { cspNonce: STYLE_NONCE_PLACEHOLDER },
    build: {
      outDir: draft,
      emptyOutDir: true,
      target: 'es2022',
      // A data: URL in a style sheet would be one more thing for the policy to allow.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 2_000,
      reportCompressedSize: false,
    },
  });
  renameOver(draft, folder);
  pruneBundles(basename(folder));
} finally {
  rmSync(draft, { recursive: true, force: true });
}
process.exit(0);

/** Two consoles that build at once build the same: the first to be done is taken. */
function renameOver(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error;
  }
}
