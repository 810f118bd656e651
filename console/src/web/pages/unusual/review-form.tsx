import { Button, Group, Select, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorState } from '../../shell/states/error-state.tsx';
import { carriesNumber } from '../oversight/carries-number.ts';
import { type Finding, reviewUnusual, type State, STATES } from './unusual-query.ts';
import { useUnusualTexts } from './texts.ts';

/** What an officer makes of a finding: a state, and why. */
export function ReviewForm({ finding }: { readonly finding: Finding }): ReactNode {
  const text = useUnusualTexts();
  const queryClient = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    mutationFn: reviewUnusual,
    onSuccess: async () => {
      notifications.show({ message: text('saved') });
      await queryClient.invalidateQueries({ queryKey: ['audit', 'unusual'] });
    },
  });
  const initial: { state: State; note: string } = { state: 'EXPLAINED', note: '' };
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: initial,
    validate: {
      note: (value) => {
        const { length } = value.trim();
        if (length < 4 || length > 500) return text('noteBad');
        return carriesNumber(value) ? text('noteNumber') : null;
      },
    },
  });
  return (
    <form
      onSubmit={form.onSubmit(({ state, note }) => {
        mutate({ id: finding.id, state, note: note.trim() });
      })}
    >
      <Group align="flex-end">
        <Select
          label={text('newState')}
          data={STATES.map((state) => ({ value: state, label: text(state) }))}
          allowDeselect={false}
          w={160}
          key={form.key('state')}
          {...form.getInputProps('state')}
        />
        <Textarea
          label={text('note')}
          description={text('noteHint')}
          autosize
          minRows={1}
          maxLength={500}
          flex="1 1 320px"
          key={form.key('note')}
          {...form.getInputProps('note')}
        />
        <Button type="submit" loading={isPending}>
          {text('save')}
        </Button>
      </Group>
      {error && <ErrorState error={error} />}
    </form>
  );
}
