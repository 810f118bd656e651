import { Table, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useFormats } from '../../shell/i18n/use-formats.ts';
import { useTerms } from '../../shell/terms/use-terms.ts';
import type { AccessTotal } from './access-totals-query.ts';
import { useRequestsTexts } from './texts.ts';

export interface ClientTotalsProps {
  readonly totals: readonly AccessTotal[];
}

/** Who asked how often, for which purpose, about how many people: the most frequent first. */
export function ClientTotals({ totals }: ClientTotalsProps): ReactNode {
  const text = useRequestsTexts();
  const terms = useTerms();
  const formats = useFormats();
  const sums = new Map<string, AccessTotal>();
  for (const entry of totals) {
    const key = `${entry.client ?? ''}\n${entry.purpose ?? ''}`;
    const before = sums.get(key);
    sums.set(key, {
      ...entry,
      requests: entry.requests + (before?.requests ?? 0),
      subjectCount: entry.subjectCount + (before?.subjectCount ?? 0),
    });
  }
  const rows = [...sums].sort(([, a], [, b]) => b.requests - a.requests);
  return (
    <section aria-labelledby="clients-heading">
      <Title order={2} id="clients-heading" mb="md">
        {text('byClient')}
      </Title>
      <Table.ScrollContainer minWidth={480} maxHeight={360}>
        <Table stickyHeader>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{text('client')}</Table.Th>
              <Table.Th>{text('purpose')}</Table.Th>
              <Table.Th ta="right">{text('requests')}</Table.Th>
              <Table.Th ta="right">{text('students')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(([key, { client, purpose, requests, subjectCount }]) => (
              <Table.Tr key={key}>
                <Table.Td>{client ?? text('unknownClient')}</Table.Td>
                <Table.Td>{terms('purpose', purpose ?? '')}</Table.Td>
                <Table.Td ta="right" className="figures">
                  {formats.number(requests)}
                </Table.Td>
                <Table.Td ta="right" className="figures">
                  {formats.number(subjectCount)}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </section>
  );
}
