import { List, Paper, Stack, Title } from '@mantine/core';
import type { AidProgram } from '@hearthgate/schema/vocabulary';
import type { ReactNode } from 'react';
import { useTerms } from '../../shell/terms/use-terms.ts';
import type { ScreeningPurpose } from '../screenings/screening.ts';
import { useNewScreeningTexts } from './texts.ts';

/** Of policies/purposes.json: for how long a receiver may keep what it got. */
const retentionDays: Readonly<Record<ScreeningPurpose, number>> = { AID_ELIGIBILITY: 366, FEE_WAIVER: 183 };

export interface WhatWillHappenProps {
  readonly purpose: ScreeningPurpose;
  readonly program: AidProgram | null;
}

/** In plain words, before anybody is asked: what will be asked, and who will know of it. */
export function WhatWillHappen({ purpose, program }: WhatWillHappenProps): ReactNode {
  const text = useNewScreeningTexts();
  const terms = useTerms();
  return (
    <Paper withBorder p="md" radius="md" component="section" aria-live="polite">
      <Stack gap="sm">
        <Title order={2}>{text('asked')}</Title>
        <List spacing="xs">
          <List.Item>{text('askedRoll')}</List.Item>
          {purpose === 'AID_ELIGIBILITY' && <List.Item>{text('askedFindings')}</List.Item>}
          {program !== null && (
            <List.Item>{text('askedQualifies', { program: terms('program', program) })}</List.Item>
          )}
          {purpose === 'FEE_WAIVER' && <List.Item>{text('askedOnlyQualifies')}</List.Item>}
        </List>
        <Title order={2}>{text('known')}</Title>
        <List spacing="xs">
          <List.Item>{text('knownEnrollment')}</List.Item>
          <List.Item>{text('knownAgencies')}</List.Item>
          <List.Item>{text('knownLog')}</List.Item>
          <List.Item>{text('knownKept', { days: retentionDays[purpose] })}</List.Item>
        </List>
      </Stack>
    </Paper>
  );
}
