import { Button, Stack, Table, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useFormats } from '../../shell/i18n/use-formats.ts';
import { ErrorState } from '../../shell/states/error-state.tsx';
import { LoadingState } from '../../shell/states/loading-state.tsx';
import { useTerms } from '../../shell/terms/use-terms.ts';
import { type AccessRecord, accessRecordsQuery } from './access-records-query.ts';
import type { DayRange } from './day-range.ts';
import { useRequestsTexts } from './texts.ts';

export interface AccessRecordsProps {
  readonly range: DayRange;
}

/** The records themselves, newest first, as many as somebody asks for. */
export function AccessRecords({ range }: AccessRecordsProps): ReactNode {
  const text = useRequestsTexts();
  const records = useInfiniteQuery(accessRecordsQuery(range));
  return (
    <section aria-labelledby="records-heading">
      <Title order={2} id="records-heading" mb="md">
        {text('records')}
      </Title>
      {records.isPending && <LoadingState />}
      {records.isError && <ErrorState error={records.error} onRetry={() => void records.refetch()} />}
      {records.data && (
        <Stack gap="md" align="flex-start">
          <RecordTable records={records.data.pages.flatMap((page) => page.records)} />
          {records.hasNextPage ? (
            <Button
              variant="default"
              loading={records.isFetchingNextPage}
              onClick={() => void records.fetchNextPage()}
            >
              {text('more')}
            </Button>
          ) : (
            <Text size="sm" c="dimmed">
              {text('allShown')}
            </Text>
          )}
        </Stack>
      )}
    </section>
  );
}

function RecordTable({ records }: { readonly records: readonly AccessRecord[] }): ReactNode {
  const text = useRequestsTexts();
  const terms = useTerms();
  const formats = useFormats();
  return (
    <Table.ScrollContainer minWidth={820} w="100%">
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{text('time')}</Table.Th>
            <Table.Th>{text('client')}</Table.Th>
            <Table.Th>{text('purpose')}</Table.Th>
            <Table.Th>{text('basis')}</Table.Th>
            <Table.Th>{text('fields')}</Table.Th>
            <Table.Th ta="right">{text('people')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {records.map(({ time, txn, client, purpose, legalBasis, fields, subjectCount }) => (
            <Table.Tr key={`${time} ${txn ?? ''}`}>
              <Table.Td className="figures">{formats.instant(time)}</Table.Td>
              <Table.Td>{client ?? text('unknownClient')}</Table.Td>
              <Table.Td>{terms('purpose', purpose ?? '')}</Table.Td>
              <Table.Td>{terms('legalBasis', legalBasis ?? '')}</Table.Td>
              <Table.Td>{fields.map((field) => terms('agencyField', field)).join(' · ')}</Table.Td>
              <Table.Td ta="right" className="figures">
                {formats.number(subjectCount)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
