import { Stack, Table, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useFormats } from '../../shell/i18n/use-formats.ts';
import { useTerms } from '../../shell/terms/use-terms.ts';
import type { ScreeningSummary } from '../screenings/screening.ts';
import { useScreeningTexts } from './texts.ts';

/** How old each register is and what of it could not be used, so that a “no” can be judged. */
export function RegistersTable({ summary }: { readonly summary: ScreeningSummary }): ReactNode {
  const text = useScreeningTexts();
  const terms = useTerms();
  const formats = useFormats();
  const names = (agencies: readonly string[]): string =>
    agencies.map((agency) => terms('register', agency)).join(', ');
  return (
    <Stack gap="xs" component="section">
      <Title order={2}>{text('registers')}</Title>
      <Table.ScrollContainer minWidth={480}>
        <Table captionSide="top">
          <Table.Caption>{text('registersNote')}</Table.Caption>
          <Table.Thead>
            <Table.Tr>
              {(['register', 'asOf', 'accepted', 'rejected'] as const).map((column) => (
                <Table.Th key={column} scope="col">
                  {text(column)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {summary.registers.map(({ agency, asOf, accepted, rejected }) => (
              <Table.Tr key={agency}>
                <Table.Th scope="row">{terms('register', agency)}</Table.Th>
                <Table.Td>{formats.date(asOf)}</Table.Td>
                <Table.Td className="figures">{formats.number(accepted)}</Table.Td>
                <Table.Td className="figures">{formats.number(rejected)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {summary.registersMissing.length > 0 && (
        <Text>{text('registersMissing', { names: names(summary.registersMissing) })}</Text>
      )}
      {summary.registersChanged.length > 0 && (
        <Text>{text('registersChanged', { names: names(summary.registersChanged) })}</Text>
      )}
    </Stack>
  );
}
