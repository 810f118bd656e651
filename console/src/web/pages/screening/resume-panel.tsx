import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { askGateway } from '../../shell/api/ask-gateway.ts';
import { useFormats } from '../../shell/i18n/use-formats.ts';
import { ErrorState } from '../../shell/states/error-state.tsx';
import type { FoundScreening } from './screening-query.ts';
import { useScreeningTexts } from './texts.ts';

/** Offers to ask again about students whom an agency left unanswered. */
export function ResumePanel({ screening, purpose }: FoundScreening): ReactNode {
  const text = useScreeningTexts();
  const formats = useFormats();
  const queries = useQueryClient();
  const resume = useMutation({
    mutationFn: () =>
      askGateway({ document: 'resume-screening.graphql', variables: { id: screening.id }, purpose }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['screening', screening.id] }),
  });
  const number = formats.number(screening.progress.unanswered);
  return (
    <Alert color="yellow">
      <Stack gap="sm">
        <Text>{text('resumeAdvice', { number })}</Text>
        {resume.isError && <ErrorState error={resume.error} />}
        <Group>
          <Button
            loading={resume.isPending}
            onClick={() => {
              resume.mutate();
            }}
          >
            {text('resume', { number })}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
