import { Alert, Button, Group, Progress, SimpleGrid, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { ApiError } from '../../shell/api/api-error.ts';
import { useFormats } from '../../shell/i18n/use-formats.ts';
import { PageTitle } from '../../shell/page-title.tsx';
import { useSession } from '../../shell/session/use-session.ts';
import { ErrorState } from '../../shell/states/error-state.tsx';
import { screeningPurposesOf } from '../screenings/purposes-of.ts';
import { beginScreening } from './begin-screening.ts';
import { ScreeningFields } from './screening-fields.tsx';
import { useNewScreeningTexts } from './texts.ts';
import { type ScreeningFormValues, useScreeningForm } from './use-screening-form.ts';
import { WhatWillHappen } from './what-will-happen.tsx';

/** Drops a roster, says what for, reads what will happen, begins. */
export function NewScreeningPage(): ReactNode {
  const text = useNewScreeningTexts();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const purposes = screeningPurposesOf(useSession().user.role);
  const form = useScreeningForm(purposes[0] ?? 'AID_ELIGIBILITY');
  const [share, setShare] = useState(0);
  const begin = useMutation({
    mutationFn: async ({ roster, purpose, program, name }: ScreeningFormValues) => {
      if (roster === null) throw new Error('the form lets nobody begin without a roster');
      setShare(0);
      const clientReference = name.trim() === '' ? null : name.trim();
      return beginScreening({ purpose, program, clientReference, ...roster, onProgress: setShare });
    },
    onSuccess: async (id, { purpose }) => {
      await queries.invalidateQueries({ queryKey: ['screenings'] });
      await navigate({ to: '/screenings/$id', params: { id }, search: { purpose } });
    },
  });
  const { purpose, program } = form.values;
  return (
    <form
      onSubmit={form.onSubmit((values) => {
        begin.mutate(values);
      })}
    >
      <PageTitle title={text('title')} lead={text('lead')} />
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl">
        <Stack gap="md">
          <ScreeningFields form={form} purposes={purposes} isBusy={begin.isPending} />
          {begin.isPending && <Sending share={share} />}
          {begin.isError && <NotSent error={begin.error} />}
          <Group>
            <Button type="submit" loading={begin.isPending}>
              {text('begin')}
            </Button>
          </Group>
        </Stack>
        <WhatWillHappen purpose={purpose} program={program} />
      </SimpleGrid>
    </form>
  );
}

function Sending({ share }: { readonly share: number }): ReactNode {
  const text = useNewScreeningTexts();
  const formats = useFormats();
  const says = share < 1 ? text('sending', { percent: formats.percent(share) }) : text('reading');
  return (
    <Stack gap={4} role="status">
      <Text size="sm">{says}</Text>
      <Progress value={share * 100} aria-label={says} animated={share >= 1} />
    </Stack>
  );
}

function NotSent({ error }: { readonly error: Error }): ReactNode {
  const text = useNewScreeningTexts();
  if (!(error instanceof ApiError) || error.code !== 'ROSTER_UNREADABLE') return <ErrorState error={error} />;
  return (
    <Alert color="red" title={text('unreadable')} role="alert">
      <Text size="sm" lang="en">
        {error.message}
      </Text>
      <Text size="sm">{text('unreadableAdvice')}</Text>
    </Alert>
  );
}
