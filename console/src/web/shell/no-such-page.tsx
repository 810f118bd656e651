import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { PageTitle } from './page-title.tsx';
import { EmptyState } from './states/empty-state.tsx';
import { useShellTexts } from './texts.ts';

export function NoSuchPage(): ReactNode {
  const text = useShellTexts();
  return (
    <>
      <PageTitle title={text('noSuchPage')} />
      <EmptyState title={text('noSuchPage')} advice={text('noSuchPageAdvice')}>
        <Button component={Link} to="/" variant="default">
          {text('toStart')}
        </Button>
      </EmptyState>
    </>
  );
}
