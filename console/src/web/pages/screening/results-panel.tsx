import { Stack, Text, Title } from '@mantine/core';
import { useDeferredValue, useMemo, type ReactNode } from 'react';
import { useQuery } from '@tanstack/react-query';
import { EmptyState } from '../../shell/states/empty-state.tsx';
import { ErrorState } from '../../shell/states/error-state.tsx';
import { LoadingState } from '../../shell/states/loading-state.tsx';
import { Downloads } from './downloads.tsx';
import { filterResults, type ResultFilter } from './result-filter.ts';
import { ResultFilters } from './result-filters.tsx';
import { FINDINGS, type FindingName, type ResultRow } from './result-row.ts';
import { MAX_SHOWN_ROWS, resultsQuery } from './results-query.ts';
import { ResultsTable } from './results-table.tsx';
import type { FoundScreening } from './screening-query.ts';
import { useScreeningTexts } from './texts.ts';

export interface ResultsPanelProps {
  readonly found: FoundScreening;
  readonly filter: ResultFilter;
  readonly onFilter: (filter: ResultFilter) => void;
}

const none: readonly ResultRow[] = [];

/** The results of a completed screening: filtered, sorted, downloaded. */
export function ResultsPanel({ found, filter, onFilter }: ResultsPanelProps): ReactNode {
  const text = useScreeningTexts();
  const { summary } = found.screening;
  const results = useQuery(resultsQuery(found));
  const rows = results.data ?? none;
  // Typing stays quick while ten thousand rows are looked through.
  const settled = useDeferredValue(filter);
  const shown = useMemo(() => filterResults(rows, settled), [rows, settled]);
  const findings = useFindings(found);
  const hasGroups = summary?.specialGroups !== null;
  const isTooLong = (summary?.rows ?? 0) > MAX_SHOWN_ROWS;
  return (
    <Stack gap="md" component="section">
      <Title order={2} id="results">
        {text('results')}
      </Title>
      <Text c="dimmed">{text('resultsLead')}</Text>
      <Downloads found={found} rows={results.data} findings={findings} hasGroups={hasGroups} />
      {isTooLong && <EmptyState title={text('tooMany')} advice={text('tooManyAdvice')} />}
      {!isTooLong && results.isPending && <LoadingState />}
      {results.isError && <ErrorState error={results.error} onRetry={() => void results.refetch()} />}
      {results.isSuccess && (
        <>
          <ResultFilters
            filter={filter}
            onChange={onFilter}
            groups={summary?.specialGroups?.map(({ group }) => group) ?? []}
            shown={shown.length}
            total={rows.length}
          />
          {shown.length === 0 ? (
            <EmptyState title={text('noneShown')} advice={text('noneShownAdvice')} />
          ) : (
            <ResultsTable rows={shown} findings={findings} hasGroups={hasGroups} />
          )}
        </>
      )}
    </Stack>
  );
}

/** The findings that these results hold, by the summary; of the same screening always the same array. */
function useFindings({ screening: { summary } }: FoundScreening): readonly FindingName[] {
  const fields = [
    ...(summary?.findings.map(({ field }) => field) ?? []),
    ...(summary?.qualifies ? ['qualifies'] : []),
  ].join();
  return useMemo(() => FINDINGS.filter((name) => fields.split(',').includes(name)), [fields]);
}
