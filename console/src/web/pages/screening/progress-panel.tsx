import { Group, Paper, Progress, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useFormats } from '../../shell/i18n/use-formats.ts';
import type { FoundScreening } from './screening-query.ts';
import { useScreeningTexts } from './texts.ts';

/** How far a screening is, and for how long it will go on. */
export function ProgressPanel({ screening, remainingSeconds: seconds }: FoundScreening): ReactNode {
  const text = useScreeningTexts();
  const formats = useFormats();
  const { total, complete } = screening.progress;
  const says =
    total === null
      ? text('reading')
      : text('rowsDone', { done: formats.number(complete), total: formats.number(total) });
  return (
    <Paper withBorder p="md" radius="md">
      <Stack gap="xs">
        <Group justify="space-between">
          <Text fw={600} role="status">
            {says}
          </Text>
          {seconds !== undefined && (
            <Text c="dimmed">
              {seconds < 90
                ? text('remaining', { count: seconds })
                : text('remainingMinutes', { count: Math.round(seconds / 60) })}
            </Text>
          )}
        </Group>
        <Progress
          size="lg"
          value={total === null ? 100 : (complete / Math.max(1, total)) * 100}
          animated={total === null}
          aria-label={text('progress')}
        />
        <Text size="sm" c="dimmed">
          {text('goesOn')}
        </Text>
      </Stack>
    </Paper>
  );
}
