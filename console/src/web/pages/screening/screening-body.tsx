import { Button, Stack } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { EmptyState } from '../../shell/states/empty-state.tsx';
import { AttentionTable } from './attention-table.tsx';
import { FailedPanel } from './failed-panel.tsx';
import { ProgressPanel } from './progress-panel.tsx';
import { RegistersTable } from './registers-table.tsx';
import { ReportedRows } from './reported-rows.tsx';
import type { ResultFilter } from './result-filter.ts';
import { ResultsPanel } from './results-panel.tsx';
import { ResumePanel } from './resume-panel.tsx';
import type { FoundScreening } from './screening-query.ts';
import { SummaryCounts } from './summary-counts.tsx';
import { useScreeningTexts } from './texts.ts';
import { WaitingPanel } from './waiting-panel.tsx';

export interface ScreeningBodyProps {
  readonly found: FoundScreening;
  /** Of the address. */
  readonly filter: Omit<ResultFilter, 'number'>;
  readonly onFilter: (filter: Omit<ResultFilter, 'number'>) => void;
}

/** What there is to see and to do about a screening, whatever it is at. */
export function ScreeningBody({ found, filter, onFilter }: ScreeningBodyProps): ReactNode {
  const text = useScreeningTexts();
  const [number, setNumber] = useState('');
  const { screening } = found;
  const { status, summary, program, progress } = screening;
  const change = ({ number: next, ...inAddress }: ResultFilter): void => {
    setNumber(next);
    onFilter(inAddress);
  };
  const showOnly = (wanted: Partial<ResultFilter>): void => {
    change({ attention: undefined, group: undefined, number: '', ...wanted });
    document.getElementById('results')?.scrollIntoView();
  };
  if (status === 'AWAITING_ROSTER') return <WaitingPanel {...found} />;
  if (status === 'RUNNING') return <ProgressPanel {...found} />;
  if (status === 'FAILED') return <FailedPanel screening={screening} />;
  if (status !== 'COMPLETED' || summary === null) {
    return (
      <EmptyState title={text('goneTitle')} advice={text('goneAdvice')}>
        <Button component={Link} to="/screenings/new">
          {text('newOne')}
        </Button>
      </EmptyState>
    );
  }
  return (
    <Stack gap="xl">
      {progress.unanswered > 0 && <ResumePanel {...found} />}
      <AttentionTable
        summary={summary}
        onShow={(attention) => {
          showOnly({ attention });
        }}
      />
      <SummaryCounts
        summary={summary}
        program={program}
        onShowAttention={(attention) => {
          showOnly({ attention });
        }}
        onShowGroup={(group) => {
          showOnly({ group });
        }}
      />
      <ResultsPanel found={found} filter={{ ...filter, number }} onFilter={change} />
      <ReportedRows rows={summary.warnings} />
      <RegistersTable summary={summary} />
    </Stack>
  );
}
