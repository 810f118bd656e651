import { Button, Group, Radio, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { AID_PROGRAMS, type AidProgram, type Purpose } from '@hearthgate/schema/vocabulary';
import type { ReactNode } from 'react';
import { useTerms } from '../../shell/terms/use-terms.ts';
import type { StudentQuestion } from './ask-student.ts';
import { useStudentTexts } from './texts.ts';

export interface StudentFormProps {
  readonly purposes: readonly Purpose[];
  readonly isBusy: boolean;
  readonly onAsk: (question: StudentQuestion) => void;
}

/** Spaces that come along when a number is copied do no harm; whether it is somebody's, the gateway says. */
const cleaned = (text: string): string => text.replaceAll(/\s/g, '').toUpperCase();

/** Whom to ask about, and what for. */
export function StudentForm({ purposes, isBusy, onAsk }: StudentFormProps): ReactNode {
  const text = useStudentTexts();
  const terms = useTerms();
  const form = useForm<{ number: string; purpose: Purpose; program: AidProgram | null }>({
    initialValues: { number: '', purpose: purposes[0] ?? 'AID_ELIGIBILITY', program: null },
    validate: {
      number: (number) => (/^(G\d{17}[\dX]|[JL]\d{18})$/.test(cleaned(number)) ? null : text('numberWrong')),
      program: (program, { purpose }) =>
        purpose === 'FEE_WAIVER' && program === null ? text('programMissing') : null,
    },
  });
  return (
    <form
      onSubmit={form.onSubmit(({ number, purpose, program }) => {
        onAsk({ studentNumber: cleaned(number), purpose, program });
      })}
    >
      <Stack gap="md" maw={520}>
        <TextInput
          label={text('number')}
          description={text('numberHint')}
          autoComplete="off"
          spellCheck={false}
          maxLength={40}
          {...form.getInputProps('number')}
        />
        {purposes.length > 1 && (
          <Radio.Group label={text('purpose')} {...form.getInputProps('purpose')}>
            <Stack gap="xs" mt="xs">
              {purposes.map((purpose) => (
                <Radio key={purpose} value={purpose} label={terms('purpose', purpose)} />
              ))}
            </Stack>
          </Radio.Group>
        )}
        {form.values.purpose === 'FEE_WAIVER' && (
          <Select
            label={text('program')}
            withAsterisk
            data={AID_PROGRAMS.map((program) => ({ value: program, label: terms('program', program) }))}
            {...form.getInputProps('program')}
          />
        )}
        <Group>
          <Button type="submit" loading={isBusy}>
            {text('ask')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
