import { Paper, Stack, Title } from '@mantine/core';
import { type ReactNode, useId } from 'react';

export interface SectionProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** A part of the page with its heading. */
export function Section({ title, children }: SectionProps): ReactNode {
  const heading = useId();
  return (
    <Paper withBorder p="md" radius="md" component="section" aria-labelledby={heading}>
      <Title order={2} id={heading} mb="sm">
        {title}
      </Title>
      <Stack gap="xs">{children}</Stack>
    </Paper>
  );
}
