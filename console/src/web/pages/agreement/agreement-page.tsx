import { Grid, Paper, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { PageTitle } from '../../shell/page-title.tsx';
import { EmptyState } from '../../shell/states/empty-state.tsx';
import { ErrorState } from '../../shell/states/error-state.tsx';
import { LoadingState } from '../../shell/states/loading-state.tsx';
import { AgreementMatrix } from './agreement-matrix.tsx';
import { agreementQuery } from './agreement-query.ts';
import { AgreementRules } from './agreement-rules.tsx';
import { useAgreementTexts } from './texts.ts';

/** An agency's clerk reads its agreement as rules, beside what they let through. */
export function AgreementPage(): ReactNode {
  const text = useAgreementTexts();
  return (
    <>
      <PageTitle title={text('title')} lead={text('lead')} />
      <Agreement />
    </>
  );
}

function Agreement(): ReactNode {
  const text = useAgreementTexts();
  const agreement = useQuery(agreementQuery);
  if (agreement.isPending) return <LoadingState />;
  if (agreement.isError)
    return <ErrorState error={agreement.error} onRetry={() => void agreement.refetch()} />;
  const { inForce, rules, matrix, fields, hash } = agreement.data;
  if (!inForce) return <EmptyState title={text('notInForce')} advice={text('notInForceAdvice')} />;
  return (
    <>
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, lg: 4 }}>
          <AgreementRules rules={rules} fields={fields} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 8 }}>
          <Paper withBorder p="md" radius="md">
            <AgreementMatrix matrix={matrix} fields={fields} rules={rules} />
          </Paper>
        </Grid.Col>
      </Grid>
      <Text size="xs" c="dimmed" mt="lg" style={{ overflowWrap: 'anywhere' }}>
        {text('version', { hash })}
      </Text>
    </>
  );
}
