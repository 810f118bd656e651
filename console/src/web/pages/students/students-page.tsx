import { Alert, Button, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { PageTitle } from '../../shell/page-title.tsx';
import { EmptyState } from '../../shell/states/empty-state.tsx';
import { ErrorState } from '../../shell/states/error-state.tsx';
import { useTerms } from '../../shell/terms/use-terms.ts';
import { EntryTable } from '../oversight/entry-table.tsx';
import { ExportButtons } from '../oversight/export-buttons.tsx';
import { askWhoSaw, type WhoSawAnswer, type WhoSawQuestion } from './ask-who-saw.ts';
import { StudentForm } from './student-form.tsx';
import { useStudentsTexts } from './texts.ts';

/** Who asked about a student, behind a stated reason. The number lives as long as this page is shown, and in no address. */
export function StudentsPage(): ReactNode {
  const text = useStudentsTexts();
  const [question, setQuestion] = useState<WhoSawQuestion>();
  const [found, setFound] = useState<WhoSawAnswer>();
  const { mutate, isPending, error } = useMutation({
    gcTime: 0,
    mutationFn: ({ asked, after }: { asked: WhoSawQuestion; after: string | null }) =>
      askWhoSaw(asked, after),
    onSuccess: (answer, { after }) => {
      setFound((before) =>
        after === null || !before
          ? answer
          : { ...answer, accesses: [...before.accesses, ...answer.accesses] },
      );
    },
  });
  return (
    <>
      <PageTitle title={text('title')} lead={text('lead')} />
      <Stack gap="lg">
        <StudentForm
          isBusy={isPending}
          onAsk={(asked) => {
            setFound(undefined);
            setQuestion(asked);
            mutate({ asked, after: null });
          }}
        />
        {error && <ErrorState error={error} />}
        {found && (
          <Found
            found={found}
            onMore={() => {
              if (question) mutate({ asked: question, after: found.next });
            }}
          />
        )}
      </Stack>
    </>
  );
}

interface FoundProps {
  readonly found: WhoSawAnswer;
  readonly onMore: () => void;
}

function Found({ found: { accesses, next, erasedKeyVersions }, onMore }: FoundProps): ReactNode {
  const text = useStudentsTexts();
  const terms = useTerms();
  const disclosed = new Map(accesses.map(({ entry, disclosed: fields }) => [entry.index, fields]));
  const entries = accesses.map(({ entry }) => entry);
  return (
    <Stack gap="md" aria-live="polite">
      {erasedKeyVersions > 0 && <Alert color="yellow">{text('erased', { count: erasedKeyVersions })}</Alert>}
      {entries.length === 0 ? (
        <EmptyState title={text('empty')} advice={text('emptyAdvice')} />
      ) : (
        <>
          <ExportButtons
            name="hearthgate-who-asked"
            rows={entries.map(({ index, time, kind, client, location, purpose, outcome }) => ({
              index,
              time,
              kind,
              client,
              location,
              purpose,
              outcome,
              disclosed: disclosed.get(index) ?? [],
            }))}
          />
          <EntryTable
            caption={text('caption', { count: entries.length })}
            entries={entries}
            more={{
              title: text('disclosed'),
              cell: ({ index }) => (
                <Text size="sm">
                  {disclosed
                    .get(index)
                    ?.map((field) => terms('field', field))
                    .join(' · ') || text('nothing')}
                </Text>
              ),
            }}
          />
          {next !== null && (
            <Button variant="default" onClick={onMore} style={{ alignSelf: 'flex-start' }}>
              {text('more')}
            </Button>
          )}
        </>
      )}
    </Stack>
  );
}
