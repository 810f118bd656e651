import { Button, Table } from '@mantine/core';
import type { ReactNode } from 'react';
import { useFormats } from '../../shell/i18n/use-formats.ts';
import { useScreeningTexts } from './texts.ts';

export interface Counted {
  readonly key: string;
  readonly label: string;
  readonly count: number;
  readonly onShow?: (() => void) | undefined;
}

export interface CountTableProps {
  readonly caption: string;
  readonly heads: readonly [string, string];
  readonly rows: readonly Counted[];
}

/** A few counts, each with a way to the rows behind it. */
export function CountTable({ caption, heads, rows }: CountTableProps): ReactNode {
  const text = useScreeningTexts();
  const formats = useFormats();
  return (
    <Table captionSide="top">
      <Table.Caption>{caption}</Table.Caption>
      <Table.Thead>
        <Table.Tr>
          {heads.map((head) => (
            <Table.Th key={head} scope="col">
              {head}
            </Table.Th>
          ))}
          <Table.Th scope="col">{text('show')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(({ key, label, count, onShow }) => (
          <Table.Tr key={key} data-counted={key}>
            <Table.Th scope="row">{label}</Table.Th>
            <Table.Td className="figures">{formats.number(count)}</Table.Td>
            <Table.Td>
              {onShow && (
                <Button variant="default" size="xs" aria-label={`${text('show')}: ${label}`} onClick={onShow}>
                  {text('show')}
                </Button>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
