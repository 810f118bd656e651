import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { ErrorState } from '../../shell/states/error-state.tsx';
import { type ChosenRoster, RosterDrop } from '../new-screening/roster-drop.tsx';
import { uploadRoster } from '../new-screening/upload-roster.ts';
import type { FoundScreening } from './screening-query.ts';
import { useScreeningTexts } from './texts.ts';

/** Takes the roster of a screening whose upload was interrupted. */
export function WaitingPanel({ screening, purpose }: FoundScreening): ReactNode {
  const text = useScreeningTexts();
  const queries = useQueryClient();
  const [roster, setRoster] = useState<ChosenRoster | null>(null);
  const send = useMutation({
    mutationFn: (chosen: ChosenRoster) =>
      uploadRoster({ id: screening.id, purpose, ...chosen, onProgress: () => undefined }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['screening', screening.id] }),
  });
  return (
    <Stack gap="md">
      <Title order={2}>{text('waitingTitle')}</Title>
      <Text>{text('waitingAdvice')}</Text>
      <RosterDrop chosen={roster} onChoose={setRoster} isBusy={send.isPending} />
      {send.isError && <ErrorState error={send.error} />}
      <Group>
        <Button
          disabled={roster === null}
          loading={send.isPending}
          onClick={() => {
            if (roster !== null) send.mutate(roster);
          }}
        >
          {text('send')}
        </Button>
      </Group>
    </Stack>
  );
}
