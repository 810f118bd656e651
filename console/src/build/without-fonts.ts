import type { Plugin } from 'vite';

/** Pages use the system's fonts. GraphiQL brings a megabyte of its own in its style sheet, as `data:` URLs that the policy refuses. */
export function withoutFonts(): Plugin {
  return {
    name: 'without-fonts',
    enforce: 'pre',
    transform: {
      filter: { id: /graphiql\/dist\/style\.css$/ },
      handler: (code) => code.replaceAll(/@font-face\s*\{[^}]*\}/g, ''),
    },
  };
}
