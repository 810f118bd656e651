import { Paper, Table, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { AppLink } from '../../shell/app-link.tsx';
import { useFormats } from '../../shell/i18n/use-formats.ts';
import { useTerms } from '../../shell/terms/use-terms.ts';
import type { ImportSummary } from './imports-query.ts';
import { useRegisterTexts } from './texts.ts';

export interface ImportHistoryProps {
  readonly imports: readonly ImportSummary[];
  readonly shown: ImportSummary | undefined;
}

/** Every import, newest first; each can be shown. */
export function ImportHistory({ imports, shown }: ImportHistoryProps): ReactNode {
  const text = useRegisterTexts();
  const terms = useTerms();
  const formats = useFormats();
  const numbers = ['read', 'accepted', 'rejected', 'warnings'] as const;
  return (
    <Paper withBorder p="lg" radius="md" component="section" aria-labelledby="history-heading">
      <Title order={2} id="history-heading" mb="md">
        {text('history')}
      </Title>
      <Table.ScrollContainer minWidth={720}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{text('importedAt')}</Table.Th>
              <Table.Th>{text('register')}</Table.Th>
              <Table.Th>{text('asOf')}</Table.Th>
              {numbers.map((name) => (
                <Table.Th key={name} ta="right">
                  {text(name)}
                </Table.Th>
              ))}
              <Table.Th />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {imports.map((entry) => (
              <Table.Tr key={entry.importedAt}>
                <Table.Td>{formats.minute(entry.importedAt)}</Table.Td>
                <Table.Td>{terms('register', entry.register)}</Table.Td>
                <Table.Td>{formats.date(entry.asOf)}</Table.Td>
                {numbers.map((name) => (
                  <Table.Td key={name} ta="right" className="figures">
                    {formats.number(entry[name])}
                  </Table.Td>
                ))}
                <Table.Td>
                  {entry === shown ? (
                    <Text size="sm" c="dimmed">
                      {text('shown')}
                    </Text>
                  ) : (
                    <AppLink
                      to="/register"
                      search={{ imported: entry.importedAt }}
                      aria-label={text('showImport', { time: formats.instant(entry.importedAt) })}
                    >
                      {text('show')}
                    </AppLink>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Paper>
  );
}
