import { Skeleton, Stack, VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import { useShellTexts } from '../texts.ts';

/** Something is on its way: says so to screen readers, and holds its place for everybody else. */
export function LoadingState(): ReactNode {
  const text = useShellTexts();
  return (
    <Stack role="status" aria-live="polite" gap="sm" py="md">
      <VisuallyHidden>{text('loading')}</VisuallyHidden>
      <Skeleton height={20} width="40%" />
      <Skeleton height={14} />
      <Skeleton height={14} />
      <Skeleton height={14} width="70%" />
    </Stack>
  );
}
