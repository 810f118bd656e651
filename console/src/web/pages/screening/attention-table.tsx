import { Button, Stack, Table, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useFormats } from '../../shell/i18n/use-formats.ts';
import type { ScreeningSummary } from '../screenings/screening.ts';
import type { Attention } from './result-row.ts';
import { useScreeningTexts } from './texts.ts';

export interface AttentionTableProps {
  readonly summary: ScreeningSummary;
  readonly onShow: (attention: Attention) => void;
}

/** What somebody has to look at, how much of it there is, and what to do about it. */
export function AttentionTable({ summary, onShow }: AttentionTableProps): ReactNode {
  const text = useScreeningTexts();
  const formats = useFormats();
  const unknown = summary.incomplete ?? summary.qualifies?.unknown ?? 0;
  const kinds = [
    { attention: 'unknown', count: unknown },
    { attention: 'invalid', count: summary.outcomes.invalidNumber },
    { attention: 'notOnRoll', count: summary.outcomes.notOnRoll },
  ] as const;
  const present = kinds.filter(({ count }) => count > 0);
  return (
    <Stack gap="xs" component="section">
      <Title order={2}>{text('firstInLine')}</Title>
      {present.length === 0 ? (
        <Text>{text('nothingInLine')}</Text>
      ) : (
        <Table.ScrollContainer minWidth={560}>
          <Table captionSide="top">
            <Table.Caption>{text('firstInLineLead')}</Table.Caption>
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">{text('what')}</Table.Th>
                <Table.Th scope="col">{text('rows')}</Table.Th>
                <Table.Th scope="col">{text('todo')}</Table.Th>
                <Table.Th scope="col">{text('show')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {present.map(({ attention, count }) => (
                <Table.Tr key={attention} data-attention={attention}>
                  <Table.Th scope="row">{text(`attention_${attention}`)}</Table.Th>
                  <Table.Td className="figures">{formats.number(count)}</Table.Td>
                  <Table.Td>{text(`do_${attention}`)}</Table.Td>
                  <Table.Td>
                    <Button
                      variant="default"
                      size="xs"
                      aria-label={`${text('show')}: ${text(`attention_${attention}`)}`}
                      onClick={() => {
                        onShow(attention);
                      }}
                    >
                      {text('show')}
                    </Button>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Stack>
  );
}
