import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Screening } from '../screenings/screening.ts';
import { useScreeningTexts } from './texts.ts';

const known = [
  'ROSTER_UNREADABLE',
  'ROSTER_TOO_LARGE',
  'CLIENT_REVOKED',
  'PURPOSE_NOT_PERMITTED',
  'INTERNAL',
] as const;

/** Why a screening failed, where, and what to do. */
export function FailedPanel({ screening: { id, failure } }: { readonly screening: Screening }): ReactNode {
  const text = useScreeningTexts();
  const code = known.find((name) => name === failure?.code) ?? 'INTERNAL';
  return (
    <Alert color="red" title={text('failedTitle')} role="alert">
      <Stack gap="xs">
        <Text size="sm">{text(`failed_${code}`, { id })}</Text>
        {failure !== null && failure.line !== null && (
          <Text size="sm">{text('failedLine', { line: failure.line })}</Text>
        )}
        {failure !== null && code === 'ROSTER_UNREADABLE' && (
          <Text size="sm" lang="en">
            {failure.message}
          </Text>
        )}
        <Group>
          <Button component={Link} to="/screenings/new" variant="default" size="xs">
            {text('newOne')}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
