import { Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useFormats } from '../../shell/i18n/use-formats.ts';
import { useTerms } from '../../shell/terms/use-terms.ts';
import { EntryLink } from './entry-link.tsx';
import type { Entry } from './entry.ts';
import { useOversightTexts } from './texts.ts';

export interface EntryTableProps {
  readonly caption: string;
  readonly entries: readonly Entry[];
  /** A last column, for what is known of each besides. */
  readonly more?: { readonly title: string; readonly cell: (entry: Entry) => ReactNode };
}

/** Accesses, a row each, with a link to each in full. */
export function EntryTable({ caption, entries, more }: EntryTableProps): ReactNode {
  const text = useOversightTexts();
  const columns = [
    'index',
    'time',
    'kind',
    'client',
    'location',
    'purpose',
    'outcome',
    'fields',
    'students',
  ] as const;
  return (
    <Table.ScrollContainer minWidth={960}>
      <Table striped highlightOnHover className="figures">
        <Table.Caption>{caption}</Table.Caption>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th key={column} scope="col">
                {text(column)}
              </Table.Th>
            ))}
            {more && <Table.Th scope="col">{more.title}</Table.Th>}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {entries.map((entry) => (
            <EntryRow key={entry.index} entry={entry} more={more} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

interface EntryRowProps {
  readonly entry: Entry;
  readonly more: EntryTableProps['more'];
}

function EntryRow({ entry, more }: EntryRowProps): ReactNode {
  const text = useOversightTexts();
  const terms = useTerms();
  const { instant, number } = useFormats();
  const { index, time, kind, client, location, purpose, outcome, fields, subjectCount } = entry;
  const isRefused = outcome !== null && outcome !== 'ANSWERED';
  return (
    <Table.Tr data-entry={index}>
      <Table.Th scope="row">
        <EntryLink index={index} />
      </Table.Th>
      <Table.Td>{instant(time)}</Table.Td>
      <Table.Td>{text(`kind_${kind}`)}</Table.Td>
      <Table.Td>{client ?? text('none')}</Table.Td>
      <Table.Td>{location === '*' ? text('everywhere') : (location ?? text('none'))}</Table.Td>
      <Table.Td>{purpose === null ? text('none') : terms('purpose', purpose)}</Table.Td>
      <Table.Td>
        {outcome === null ? (
          text('none')
        ) : (
          <Text size="sm" fw={isRefused ? 600 : 400}>
            {terms('outcome', outcome)}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <Text size="sm">{fields.map((field) => terms('field', field)).join(' · ') || text('none')}</Text>
      </Table.Td>
      <Table.Td>{number(subjectCount)}</Table.Td>
      {more && <Table.Td>{more.cell(entry)}</Table.Td>}
    </Table.Tr>
  );
}
