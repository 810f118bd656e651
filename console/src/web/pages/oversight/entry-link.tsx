import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useOversightTexts } from './texts.ts';

/** To one access in full. */
export function EntryLink({ index }: { readonly index: number }): ReactNode {
  const text = useOversightTexts();
  return (
    <Anchor
      underline="always"
      aria-label={text('inLog', { index })}
      renderRoot={(props) => <Link {...props} to="/accesses/$index" params={{ index: String(index) }} />}
    >
      {index}
    </Anchor>
  );
}
