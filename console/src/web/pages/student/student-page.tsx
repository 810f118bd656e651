import { Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { PageTitle } from '../../shell/page-title.tsx';
import { useSession } from '../../shell/session/use-session.ts';
import { ErrorState } from '../../shell/states/error-state.tsx';
import { purposesOf } from '../screenings/purposes-of.ts';
import { askStudent } from './ask-student.ts';
import { StudentCard } from './student-card.tsx';
import { StudentForm } from './student-form.tsx';
import { useStudentTexts } from './texts.ts';

/** Asks about one student. A mutation, and no query: an answer about somebody is kept in no memory, and asked once for a press. */
export function StudentPage(): ReactNode {
  const text = useStudentTexts();
  const purposes = purposesOf(useSession().user.role);
  const ask = useMutation({ mutationFn: askStudent, gcTime: 0 });
  return (
    <Stack gap="xl">
      <PageTitle title={text('title')} lead={text('lead')} />
      <StudentForm
        purposes={purposes}
        isBusy={ask.isPending}
        onAsk={(question) => {
          ask.mutate(question);
        }}
      />
      {ask.isError && <ErrorState error={ask.error} />}
      {ask.isSuccess && <StudentCard answer={ask.data} />}
    </Stack>
  );
}
