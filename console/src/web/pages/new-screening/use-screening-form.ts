import { useForm } from '@mantine/form';
import type { AidProgram } from '@hearthgate/schema/vocabulary';
import type { ScreeningPurpose } from '../screenings/screening.ts';
import type { ChosenRoster } from './roster-drop.tsx';
import { useNewScreeningTexts } from './texts.ts';

export interface ScreeningFormValues {
  readonly roster: ChosenRoster | null;
  readonly purpose: ScreeningPurpose;
  readonly program: AidProgram | null;
  readonly name: string;
}

/** The form of a new screening, checked as far as can be without asking anybody. */
export function useScreeningForm(purpose: ScreeningPurpose) {
  const text = useNewScreeningTexts();
  return useForm<ScreeningFormValues>({
    initialValues: { roster: null, purpose, program: null, name: '' },
    validate: {
      roster: (roster) => (roster === null ? text('needed') : null),
      program: (program, values) =>
        values.purpose === 'FEE_WAIVER' && program === null ? text('programMissing') : null,
      name: (name) => {
        if (name.trim().length > 100) return text('nameLong');
        return /\d{15}/.test(name) ? text('nameNumber') : null;
      },
    },
  });
}

export type ScreeningForm = ReturnType<typeof useScreeningForm>;
