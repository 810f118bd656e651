import { Accordion, Alert, Badge, Code, Group, Paper, Stack, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useId } from 'react';
import { useFormats } from '../../shell/i18n/use-formats.ts';
import { ErrorState } from '../../shell/states/error-state.tsx';
import { LoadingState } from '../../shell/states/loading-state.tsx';
import { type Integrity, overviewQueries } from './overview-queries.ts';
import { useOverviewTexts } from './texts.ts';

/** Whether the log holds: what was checked, up to where, and what was not. */
export function IntegrityPanel(): ReactNode {
  const text = useOverviewTexts();
  const heading = useId();
  const { data, isPending, isError, error, refetch } = useQuery(overviewQueries.integrity);
  return (
    <Paper withBorder p="md" radius="md" component="section" aria-labelledby={heading} data-panel="integrity">
      <Stack gap="sm">
        <Group>
          <Title order={2} id={heading}>
            {text('integrity')}
          </Title>
          {data && (
            <Badge
              size="lg"
              tt="none"
              variant="outline"
              color={data.verified ? 'green' : 'red'}
              c="var(--mantine-color-text)"
              data-verified={data.verified}
            >
              {data.verified ? `✓ ${text('holds')}` : `✗ ${text('broken')}`}
            </Badge>
          )}
        </Group>
        {isPending && <LoadingState />}
        {isError && <ErrorState error={error} onRetry={() => void refetch()} />}
        {data && <Verified integrity={data} />}
      </Stack>
    </Paper>
  );
}

function Verified({ integrity }: { readonly integrity: Integrity }): ReactNode {
  const text = useOverviewTexts();
  const { instant, number } = useFormats();
  const { checkpoint, walk } = integrity;
  return (
    <>
      {!integrity.verified && (
        <Alert color="red" role="alert">
          {text('brokenAdvice')}
        </Alert>
      )}
      <Text>
        {checkpoint
          ? text('lastCheckpoint', { time: instant(checkpoint.signedAt), size: number(checkpoint.size) })
          : text('noCheckpoint')}{' '}
        · {text('checkedAt', { time: instant(integrity.at), size: number(integrity.size) })}
      </Text>
      {walk.fault && (
        <Text c="red.8" fw={600}>
          {text('walkFault', { ...walk.fault, time: instant(walk.fault.at) })}
        </Text>
      )}
      <Accordion variant="contained">
        <Accordion.Item value="checks">
          <Accordion.Control>{text('check')}</Accordion.Control>
          <Accordion.Panel>
            <Checks integrity={integrity} />
          </Accordion.Panel>
        </Accordion.Item>
        {checkpoint && (
          <Accordion.Item value="note">
            <Accordion.Control>{text('note')}</Accordion.Control>
            <Accordion.Panel>
              <Code block tabIndex={0}>
                {checkpoint.note}
              </Code>
            </Accordion.Panel>
          </Accordion.Item>
        )}
      </Accordion>
    </>
  );
}

function Checks({ integrity: { checks, walk, size } }: { readonly integrity: Integrity }): ReactNode {
  const text = useOverviewTexts();
  const { instant, number } = useFormats();
  return (
    <Stack gap="xs">
      <Table.ScrollContainer minWidth={420}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              {(['check', 'upTo', 'result'] as const).map((column) => (
                <Table.Th key={column} scope="col">
                  {text(column)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {checks.map(({ check, upTo, holds }) => (
              <Table.Tr key={check}>
                <Table.Th scope="row" fw={400}>
                  {text(`check_${check}`)}
                </Table.Th>
                <Table.Td>{number(upTo)}</Table.Td>
                <Table.Td>{text(holds ? 'yes' : 'no')}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Text size="sm">
        {text('walk', { since: instant(walk.startedAt), upTo: number(walk.upTo), size: number(size) })}{' '}
        {typeof walk.completedAt === 'string'
          ? text('walkCompleted', { time: instant(walk.completedAt), size: number(walk.completedSize ?? 0) })
          : text('walkNever')}
      </Text>
      <Text size="sm" c="dimmed">
        {text('notChecked')}
      </Text>
    </Stack>
  );
}
