import { Anchor, Table } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useFormats } from '../../shell/i18n/use-formats.ts';
import { useTerms } from '../../shell/terms/use-terms.ts';
import type { Screening, ScreeningPurpose } from './screening.ts';
import { StatusBadge } from './status-badge.tsx';
import { useScreeningsTexts } from './texts.ts';

export interface ScreeningsTableProps {
  readonly screenings: readonly Screening[];
  readonly purpose: ScreeningPurpose;
}

export function ScreeningsTable({ screenings, purpose }: ScreeningsTableProps): ReactNode {
  const text = useScreeningsTexts();
  const terms = useTerms();
  const formats = useFormats();
  return (
    <Table.ScrollContainer minWidth={720}>
      <Table captionSide="top" highlightOnHover>
        <Table.Caption>{text('tableCaption')}</Table.Caption>
        <Table.Thead>
          <Table.Tr>
            {(['begun', 'name', 'program', 'state', 'rows', 'kept'] as const).map((column) => (
              <Table.Th key={column} scope="col">
                {text(column)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {screenings.map(({ id, status, program, clientReference, createdAt, expiresAt, progress }) => (
            <Table.Tr key={id}>
              <Table.Td>
                <Anchor
                  component={Link}
                  to="/screenings/$id"
                  params={{ id } as never}
                  search={{ purpose } as never}
                >
                  {formats.instant(createdAt)}
                </Anchor>
              </Table.Td>
              <Table.Td>{clientReference ?? text('unnamed')}</Table.Td>
              <Table.Td>{program === null ? '–' : terms('program', program)}</Table.Td>
              <Table.Td>
                <StatusBadge status={status} />
              </Table.Td>
              <Table.Td className="figures">
                {progress.total === null
                  ? '–'
                  : text('rowsOf', {
                      done: formats.number(progress.complete),
                      total: formats.number(progress.total),
                    })}
              </Table.Td>
              <Table.Td>{formats.date(expiresAt.slice(0, 10))}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
