import { Paper, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';

export interface EmptyStateProps {
  /** What there is none of. */
  readonly title: string;
  /** What to do next. */
  readonly advice: string;
  /** A button or a link that does it. */
  readonly children?: ReactNode;
}

/** There is nothing to show, why, and what to do next. */
export function EmptyState({ title, advice, children }: EmptyStateProps): ReactNode {
  return (
    <Paper withBorder p="xl" radius="md">
      <Stack gap="xs" align="center" ta="center">
        <Text fw={600}>{title}</Text>
        <Text c="dimmed" maw={480}>
          {advice}
        </Text>
        {children}
      </Stack>
    </Paper>
  );
}
