import { Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';

export interface BrandProps {
  /** On a phone the mark alone has to do. */
  readonly narrow?: boolean;
}

/** The product's mark and name, the same in every language. */
export function Brand({ narrow = false }: BrandProps): ReactNode {
  return (
    <Group gap="xs" wrap="nowrap">
      <img src="/favicon.svg" alt="" width={28} height={28} />
      <Text fw={700} size="lg" span {...(narrow && { visibleFrom: 'xs' })}>
        {'Hearthgate'}
      </Text>
    </Group>
  );
}
