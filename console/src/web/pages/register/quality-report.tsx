import { Paper, SimpleGrid, Table, Tabs, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useFormats } from '../../shell/i18n/use-formats.ts';
import { useLanguage } from '../../shell/i18n/use-language.ts';
import { EmptyState } from '../../shell/states/empty-state.tsx';
import { ErrorState } from '../../shell/states/error-state.tsx';
import { LoadingState } from '../../shell/states/loading-state.tsx';
import { countReasons } from './count-reasons.ts';
import type { ImportSummary } from './imports-query.ts';
import { reasonInChinese } from './reason-in-chinese.ts';
import { registerRoute } from './register-route.ts';
import { type ReportedRow, reportedRowsQuery } from './reported-rows-query.ts';
import { useRegisterTexts } from './texts.ts';

export interface QualityReportProps {
  readonly shown: ImportSummary;
}

/** Which rows of an import were rejected or have a warning: what is wrong how often, and each by its line. */
export function QualityReport({ shown }: QualityReportProps): ReactNode {
  const text = useRegisterTexts();
  const formats = useFormats();
  const { rows = 'rejected' } = registerRoute.useSearch();
  const navigate = registerRoute.useNavigate();
  const report = useQuery(reportedRowsQuery(shown.importedAt));
  return (
    <Paper withBorder p="lg" radius="md" component="section" aria-labelledby="quality-heading">
      <Title order={2} id="quality-heading" mb="xs">
        {text('quality')}
      </Title>
      <Text c="dimmed" maw={720} mb="md">
        {text('qualityLead')}
      </Text>
      <Tabs
        value={rows}
        onChange={(value) => {
          const next = value === 'warned' ? 'warned' : undefined;
          void navigate({ search: (search) => ({ ...search, rows: next }), replace: true });
        }}
      >
        <Tabs.List>
          <Tabs.Tab value="rejected">
            {text('rejectedTab', { count: formats.number(shown.rejected) })}
          </Tabs.Tab>
          <Tabs.Tab value="warned">{text('warnedTab', { count: formats.number(shown.warnings) })}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value={rows} pt="md">
          {report.isPending && <LoadingState />}
          {report.isError && <ErrorState error={report.error} onRetry={() => void report.refetch()} />}
          {report.data && <Rows kind={rows} rows={report.data[rows]} />}
        </Tabs.Panel>
      </Tabs>
    </Paper>
  );
}

interface RowsProps {
  readonly kind: 'rejected' | 'warned';
  readonly rows: readonly ReportedRow[];
}

function Rows({ kind, rows }: RowsProps): ReactNode {
  const text = useRegisterTexts();
  const formats = useFormats();
  const { language } = useLanguage();
  const inWords = (reason: string): string => (language === 'zh-CN' ? reasonInChinese(reason) : reason);
  if (rows.length === 0) {
    const title = text(kind === 'rejected' ? 'noneRejected' : 'noneWarned');
    return <EmptyState title={title} advice={text('noneAdvice')} />;
  }
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="xl">
      <div>
        <Title order={3} mb="xs">
          {text('byReason')}
        </Title>
        <Table.ScrollContainer minWidth={360}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{text('reason')}</Table.Th>
                <Table.Th>{text('column')}</Table.Th>
                <Table.Th ta="right">{text('rows')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {countReasons(rows).map(({ column, reason, count }) => (
                <Table.Tr key={`${column} ${reason}`}>
                  <Table.Td>{inWords(reason)}</Table.Td>
                  <Table.Td>{column}</Table.Td>
                  <Table.Td ta="right" className="figures">
                    {formats.number(count)}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      </div>
      <Table.ScrollContainer minWidth={360} maxHeight={480}>
        <Table stickyHeader striped>
          <Table.Thead>
            <Table.Tr>
              <Table.Th ta="right">{text('line')}</Table.Th>
              <Table.Th>{text('column')}</Table.Th>
              <Table.Th>{text('reason')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(({ line, column, reason }) => (
              <Table.Tr key={`${String(line)} ${column} ${reason}`}>
                <Table.Td ta="right" className="figures">
                  {formats.number(line)}
                </Table.Td>
                <Table.Td>{column}</Table.Td>
                <Table.Td>{inWords(reason)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        {rows.length >= 1000 && (
          <Text size="sm" c="dimmed" mt="xs">
            {text('firstThousand')}
          </Text>
        )}
      </Table.ScrollContainer>
    </SimpleGrid>
  );
}
