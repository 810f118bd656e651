import { Alert, Badge, Card, Group, Stack, Table, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useFormats } from '../../shell/i18n/use-formats.ts';
import { useTerms } from '../../shell/terms/use-terms.ts';
import { type Finding, STATUS_FINDINGS, type StudentAnswer, type StudentStatus } from './ask-student.ts';
import { useStudentTexts } from './texts.ts';

/** One student's status: each finding with its date and, where it is unknown, why and what to do; groups; whether all answered. */
export function StudentCard({ answer }: { readonly answer: StudentAnswer }): ReactNode {
  const text = useStudentTexts();
  if (answer.__typename === 'NotOnRoll') {
    return (
      <Alert color="yellow" title={text('notOnRollTitle')} role="status">
        {text('notOnRoll')}
      </Alert>
    );
  }
  return (
    <Card withBorder component="section" aria-live="polite" data-testid="student-card">
      <Stack gap="md">
        <Title order={2}>{text('asked', { number: answer.studentNumber })}</Title>
        <Findings status={answer} />
        {answer.specialGroups !== undefined && <Groups status={answer} />}
      </Stack>
    </Card>
  );
}

function Findings({ status }: { readonly status: StudentStatus }): ReactNode {
  const text = useStudentTexts();
  const terms = useTerms();
  return (
    <Table.ScrollContainer minWidth={520}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            {(['question', 'answer', 'date', 'reason'] as const).map((column) => (
              <Table.Th key={column} scope="col">
                {text(column)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {STATUS_FINDINGS.map((name) => {
            const finding = status[name];
            if (finding === undefined) return null;
            return (
              <Table.Tr key={name} data-finding={name}>
                <Table.Th scope="row">{terms('field', name)}</Table.Th>
                <FindingCells finding={finding} />
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

const reasons = ['AGENCY_UNAVAILABLE', 'NO_IDENTITY_NUMBER', 'WITHHELD', 'NOT_SHARED'] as const;

function FindingCells({
  finding: { answer, asOf, unknownReason },
}: {
  readonly finding: Finding;
}): ReactNode {
  const text = useStudentTexts();
  const terms = useTerms();
  const formats = useFormats();
  const known = reasons.find((name) => name === unknownReason);
  return (
    <>
      <Table.Td>
        <Badge
          variant="outline"
          tt="none"
          c="var(--mantine-color-text)"
          color={answer === 'YES' ? 'green' : answer === 'NO' ? 'gray' : 'yellow'}
        >
          {terms('answer', answer)}
        </Badge>
      </Table.Td>
      <Table.Td>{asOf === null ? text('noDate') : formats.date(asOf)}</Table.Td>
      <Table.Td>
        {known !== undefined && (
          <Text size="sm">
            {terms('unknownReason', known)}. {text(`do_${known}`)}
          </Text>
        )}
      </Table.Td>
    </>
  );
}

function Groups({ status: { specialGroups = [], complete } }: { readonly status: StudentStatus }): ReactNode {
  const text = useStudentTexts();
  const terms = useTerms();
  return (
    <Stack gap="xs">
      <Title order={3}>{text('groups')}</Title>
      {specialGroups.length === 0 ? (
        <Text>{text('noGroups')}</Text>
      ) : (
        <Group gap="xs">
          {specialGroups.map((group) => (
            <Badge
              key={group}
              variant="outline"
              tt="none"
              size="lg"
              c="var(--mantine-color-text)"
              data-group={group}
            >
              {terms('group', group)}
            </Badge>
          ))}
        </Group>
      )}
      {complete !== undefined && <Text c="dimmed">{text(complete ? 'complete' : 'incomplete')}</Text>}
    </Stack>
  );
}
