import { Alert, Button, Code, Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { ApiError } from '../api/api-error.ts';
import { useErrorTexts } from './error-texts.ts';

export interface ErrorStateProps {
  readonly error: unknown;
  /** Tries again; without it there is no button. */
  readonly onRetry?: (() => void) | undefined;
}

/** What went wrong in the words of whoever reads it, what to do next, and the code to tell a colleague. */
export function ErrorState({ error, onRetry }: ErrorStateProps): ReactNode {
  const text = useErrorTexts();
  const code = error instanceof ApiError ? error.code : 'INTERNAL';
  const [title, advice] = wordsOf(code);
  return (
    <Alert color="red" title={text(title)} role="alert">
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{text(advice)}</Text>
        <Group gap="md">
          {onRetry && (
            <Button variant="default" size="xs" onClick={onRetry}>
              {text('tryAgain')}
            </Button>
          )}
          <Text size="xs" c="dimmed">
            {text('code')} <Code>{code}</Code>
          </Text>
        </Group>
      </Stack>
    </Alert>
  );
}

type Words = readonly [
  Parameters<ReturnType<typeof useErrorTexts>>[0],
  Parameters<ReturnType<typeof useErrorTexts>>[0],
];

function wordsOf(code: string): Words {
  switch (code) {
    case 'UNAUTHENTICATED':
      return ['signedOut', 'signedOutAdvice'];
    case 'FORBIDDEN':
    case 'PURPOSE_NOT_PERMITTED':
    case 'FIELD_NOT_PERMITTED':
    case 'DOCUMENT_NOT_TRUSTED':
    case 'NOT_COVERED':
      return ['forbidden', 'forbiddenAdvice'];
    case 'NOT_FOUND':
      return ['notFound', 'notFoundAdvice'];
    case 'RATE_LIMITED':
    case 'OVERLOADED':
      return ['tooMany', 'tooManyAdvice'];
    case 'SUBJECT_BUDGET_EXHAUSTED':
      return ['budget', 'budgetAdvice'];
    case 'CSRF_REFUSED':
      return ['reload', 'reloadAdvice'];
    case 'UNREACHABLE':
    case 'UPSTREAM_UNAVAILABLE':
    case 'ISSUER_UNAVAILABLE':
    case 'AUDIT_UNAVAILABLE':
    case 'SCREENINGS_UNAVAILABLE':
    case 'GATEWAY_KEYS_UNAVAILABLE':
      return ['unavailable', 'unavailableAdvice'];
    case 'BAD_USER_INPUT':
    case 'REQUEST_TOO_LARGE':
    case 'SUBJECT_LIMIT_EXCEEDED':
      return ['badInput', 'badInputAdvice'];
    default:
      return ['internal', 'internalAdvice'];
  }
}
