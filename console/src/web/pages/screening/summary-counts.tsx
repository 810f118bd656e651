import { SimpleGrid, Stack, Text, Title } from '@mantine/core';
import type { AidProgram, SpecialGroup } from '@hearthgate/schema/vocabulary';
import type { ReactNode } from 'react';
import { useTerms } from '../../shell/terms/use-terms.ts';
import type { ScreeningSummary } from '../screenings/screening.ts';
import { CountTable } from './count-table.tsx';
import type { Attention } from './result-row.ts';
import { useScreeningTexts } from './texts.ts';

export interface SummaryCountsProps {
  readonly summary: ScreeningSummary;
  readonly program: AidProgram | null;
  readonly onShowAttention: (attention: Attention) => void;
  readonly onShowGroup: (group: SpecialGroup) => void;
}

/** Counts by outcome, by program where one was asked for, and by special group. */
export function SummaryCounts(props: SummaryCountsProps): ReactNode {
  const { summary, program, onShowAttention, onShowGroup } = props;
  const text = useScreeningTexts();
  const terms = useTerms();
  const { outcomes, qualifies, specialGroups } = summary;
  const outcome = (key: string, count: number, attention: Attention | undefined) => ({
    key,
    label: terms('outcome', key),
    count,
    onShow:
      count === 0 || attention === undefined
        ? undefined
        : () => {
            onShowAttention(attention);
          },
  });
  return (
    <Stack gap="xs" component="section">
      <Title order={2}>{text('counts')}</Title>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl">
        <Stack>
          <CountTable
            caption={text('outcome')}
            heads={[text('outcome'), text('rows')]}
            rows={[
              outcome('ANSWERED', outcomes.answered, undefined),
              outcome('NOT_ON_ROLL', outcomes.notOnRoll, 'notOnRoll'),
              outcome('INVALID_NUMBER', outcomes.invalidNumber, 'invalid'),
            ]}
          />
          {qualifies !== null && program !== null && (
            <CountTable
              caption={text('qualifying', { program: terms('program', program) })}
              heads={[text('what'), text('rows')]}
              rows={(['YES', 'NO', 'UNKNOWN'] as const).map((answer) => ({
                key: `qualifies-${answer}`,
                label: terms('answer', answer),
                count: qualifies[answer === 'YES' ? 'yes' : answer === 'NO' ? 'no' : 'unknown'],
              }))}
            />
          )}
        </Stack>
        {specialGroups !== null && specialGroups.length > 0 && (
          <CountTable
            caption={text('groups')}
            heads={[text('group'), text('rows')]}
            rows={specialGroups.map(({ group, count }) => ({
              key: group,
              label: terms('group', group),
              count,
              onShow: () => {
                onShowGroup(group);
              },
            }))}
          />
        )}
        {specialGroups?.length === 0 && <Text>{text('noGroups')}</Text>}
      </SimpleGrid>
    </Stack>
  );
}
