import { Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** The product's mark and name, the same in every language. */
export function Brand(): ReactNode {
  return (
    <Group gap="xs" wrap="nowrap">
      <img src="/favicon.svg" alt="" width={28} height={28} />
      <Text fw={700} size="lg" span>
        {'Hearthgate'}
      </Text>
    </Group>
  );
}
