import { createTheme, type MantineColorsTuple, Table } from '@mantine/core';

/** A quiet blue of official forms; step 7 has a contrast above 7 on white. */
const hearth: MantineColorsTuple = [
  '#eef5f9',
  '#dde9f0',
  '#b8d1df',
  '#90b8ce',
  '#6fa3c0',
  '#5996b8',
  '#4c8fb4',
  '#2b6c90',
  '#1f5673',
  '#123f57',
];

const fonts = [
  'system-ui',
  '-apple-system',
  '"Segoe UI"',
  'Roboto',
  '"PingFang SC"',
  '"Hiragino Sans GB"',
  '"Microsoft YaHei"',
  '"Noto Sans CJK SC"',
  '"Source Han Sans SC"',
  'sans-serif',
].join(', ');

/** What every page looks like: fonts of the system, Chinese ones among them, and nothing that moves by itself. */
export const theme = createTheme({
  primaryColor: 'hearth',
  // The same in the dark: what text stands on a button is reckoned by the light one's shade.
  primaryShade: 7,
  autoContrast: true,
  colors: { hearth },
  fontFamily: fonts,
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Consolas, "Noto Sans Mono CJK SC", monospace',
  headings: {
    fontFamily: fonts,
    fontWeight: '600',
    sizes: { h1: { fontSize: '1.6rem' }, h2: { fontSize: '1.2rem' }, h3: { fontSize: '1.05rem' } },
  },
  defaultRadius: 'sm',
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    // What scrolls must be reached by keyboard, and keep what is hidden in it for screen readers alone.
    TableScrollContainer: Table.ScrollContainer.extend({
      defaultProps: { type: 'native', tabIndex: 0 },
      styles: { scrollContainer: { position: 'relative' } },
    }),
  },
});
