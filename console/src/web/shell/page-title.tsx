import { Group, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { type ReactNode, useEffect, useRef } from 'react';
import { hasNavigated } from './has-navigated.ts';

export interface PageTitleProps {
  readonly title: string;
  /** A sentence on what the page answers. */
  readonly lead?: string;
  /** Buttons for the whole page. */
  readonly children?: ReactNode;
}

/** A page's heading, and its name in the tab. After navigation it takes the focus: keyboards and screen readers go on from there. */
export function PageTitle({ title, lead, children }: PageTitleProps): ReactNode {
  useDocumentTitle(`${title} · Hearthgate`);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (hasNavigated()) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <Group justify="space-between" align="flex-start" mb="lg">
      <Stack gap={4}>
        <Title order={1} ref={heading} tabIndex={-1}>
          {title}
        </Title>
        {lead !== undefined && (
          <Text c="dimmed" maw={720}>
            {lead}
          </Text>
        )}
      </Stack>
      {children}
    </Group>
  );
}
