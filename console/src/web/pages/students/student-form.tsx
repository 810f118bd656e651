import { Button, Paper, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ReactNode } from 'react';
import { carriesNumber } from '../oversight/carries-number.ts';
import type { WhoSawQuestion } from './ask-who-saw.ts';
import { useStudentsTexts } from './texts.ts';

export interface StudentFormProps {
  readonly isBusy: boolean;
  readonly onAsk: (question: WhoSawQuestion) => void;
}

/** Whom to look up, and why. */
export function StudentForm({ isBusy, onAsk }: StudentFormProps): ReactNode {
  const text = useStudentsTexts();
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { studentNumber: '', reason: '' },
    transformValues: ({ studentNumber, reason }) => ({
      studentNumber: studentNumber.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase(),
      reason: reason.trim(),
    }),
    validate: {
      studentNumber: (value) =>
        /^[GJL]\d{17}[\dX]$/.test(value.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase())
          ? null
          : text('numberBad'),
      reason: (value) => {
        const { length } = value.trim();
        if (length < 4 || length > 500) return text('reasonBad');
        return carriesNumber(value) ? text('reasonNumber') : null;
      },
    },
  });
  return (
    <Paper withBorder p="md" radius="md" maw={720}>
      <form autoComplete="off" onSubmit={form.onSubmit(onAsk)}>
        <Stack gap="md">
          <TextInput
            label={text('number')}
            description={text('numberHint')}
            autoComplete="off"
            spellCheck={false}
            required
            key={form.key('studentNumber')}
            {...form.getInputProps('studentNumber')}
          />
          <Textarea
            label={text('reason')}
            description={text('reasonHint')}
            autosize
            minRows={2}
            maxLength={500}
            required
            key={form.key('reason')}
            {...form.getInputProps('reason')}
          />
          <Button type="submit" loading={isBusy} style={{ alignSelf: 'flex-start' }}>
            {text('search')}
          </Button>
        </Stack>
      </form>
    </Paper>
  );
}
