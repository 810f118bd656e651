import { Spoiler, Stack, Table, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useFormats } from '../../shell/i18n/use-formats.ts';
import type { ReportedRow } from '../screenings/screening.ts';
import { useScreeningTexts } from './texts.ts';

/** Rows of the roster whose number was taken and should be looked at once more, by line. */
export function ReportedRows({ rows }: { readonly rows: readonly ReportedRow[] }): ReactNode {
  const text = useScreeningTexts();
  const formats = useFormats();
  if (rows.length === 0) return null;
  return (
    <Stack gap="xs" component="section">
      <Title order={2}>{text('warnings')}</Title>
      <Text c="dimmed">{text('warningsLead')}</Text>
      <Spoiler maxHeight={260} showLabel={text('show')} hideLabel={text('keep')}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{text('line')}</Table.Th>
              <Table.Th scope="col">{text('hint')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(({ line, reason }) => (
              <Table.Tr key={`${String(line)} ${reason}`}>
                <Table.Td className="figures">{formats.number(line)}</Table.Td>
                <Table.Td lang="en">{reason}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Spoiler>
    </Stack>
  );
}
