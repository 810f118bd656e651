import { Badge } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ScreeningStatus } from './screening.ts';
import { useScreeningsTexts } from './texts.ts';

const colors: Readonly<Record<ScreeningStatus, string>> = {
  AWAITING_ROSTER: 'yellow',
  RUNNING: 'blue',
  COMPLETED: 'green',
  CANCELLED: 'gray',
  FAILED: 'red',
  EXPIRED: 'gray',
};

/** A screening's state in words; the color only repeats them. */
export function StatusBadge({ status }: { readonly status: ScreeningStatus }): ReactNode {
  const text = useScreeningsTexts();
  return (
    <Badge variant="outline" color={colors[status]} tt="none" c="var(--mantine-color-text)">
      {text(`status_${status}`)}
    </Badge>
  );
}
