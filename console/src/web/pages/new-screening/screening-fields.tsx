import { Radio, Select, Stack, Text, TextInput } from '@mantine/core';
import { AID_PROGRAMS, type AidProgram } from '@hearthgate/schema/vocabulary';
import type { ReactNode } from 'react';
import { useTerms } from '../../shell/terms/use-terms.ts';
import type { ScreeningPurpose } from '../screenings/screening.ts';
import { RosterDrop } from './roster-drop.tsx';
import { useNewScreeningTexts } from './texts.ts';
import type { ScreeningForm } from './use-screening-form.ts';

export interface ScreeningFieldsProps {
  readonly form: ScreeningForm;
  readonly purposes: readonly ScreeningPurpose[];
  readonly isBusy: boolean;
}

/** Roster, purpose, program and name. */
export function ScreeningFields({ form, purposes, isBusy }: ScreeningFieldsProps): ReactNode {
  const text = useNewScreeningTexts();
  const terms = useTerms();
  const needsProgram = form.values.purpose === 'FEE_WAIVER';
  return (
    <Stack gap="md">
      <RosterDrop
        chosen={form.values.roster}
        isBusy={isBusy}
        onChoose={(roster) => {
          form.setFieldValue('roster', roster);
          form.clearFieldError('roster');
        }}
      />
      {form.errors['roster'] !== undefined && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {form.errors['roster']}
        </Text>
      )}
      <Radio.Group label={text('purpose')} {...form.getInputProps('purpose')}>
        <Stack gap="xs" mt="xs">
          {purposes.map((purpose) => (
            <Radio key={purpose} value={purpose} label={terms('purpose', purpose)} />
          ))}
        </Stack>
      </Radio.Group>
      <Select
        label={text('program')}
        description={text(needsProgram ? 'programNeeded' : 'programOptional')}
        placeholder={text('noProgram')}
        clearable
        withAsterisk={needsProgram}
        data={AID_PROGRAMS.map((program) => ({ value: program, label: terms('program', program) }))}
        value={form.values.program}
        error={form.errors['program']}
        onChange={(program) => {
          form.setFieldValue('program', program as AidProgram | null);
          form.clearFieldError('program');
        }}
      />
      <TextInput
        label={text('name')}
        description={text('nameHint')}
        maxLength={100}
        {...form.getInputProps('name')}
      />
    </Stack>
  );
}
