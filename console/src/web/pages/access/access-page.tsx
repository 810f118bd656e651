import { Anchor, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { PageTitle } from '../../shell/page-title.tsx';
import { EmptyState } from '../../shell/states/empty-state.tsx';
import { ErrorState } from '../../shell/states/error-state.tsx';
import { LoadingState } from '../../shell/states/loading-state.tsx';
import { accessQuery } from './access-query.ts';
import { LeafSections } from './leaf-sections.tsx';
import { readLeaf } from './leaf.ts';
import { ReceiptSection } from './receipt-section.tsx';
import { useAccessTexts } from './texts.ts';

const route = getRouteApi('/accesses/$index');

/** One access in full, what was decided in words, and its receipt. */
export function AccessPage(): ReactNode {
  const text = useAccessTexts();
  const { index } = route.useParams();
  const isIndex = index !== '' && Number.isSafeInteger(Number(index));
  const { data, isLoading, isError, error, refetch } = useQuery({
    ...accessQuery(Number(index)),
    enabled: isIndex,
  });
  return (
    <>
      <PageTitle title={text('title', { index })} lead={text('lead')}>
        <Anchor renderRoot={(props) => <Link {...props} to="/accesses" />}>{text('back')}</Anchor>
      </PageTitle>
      <Stack gap="lg">
        {isLoading && <LoadingState />}
        {isError && <ErrorState error={error} onRetry={() => void refetch()} />}
        {(!isIndex || data === null) && <EmptyState title={text('none')} advice={text('noneAdvice')} />}
        {data && (
          <>
            <LeafSections leaf={readLeaf(data.entry.leaf)} />
            <ReceiptSection
              receipt={{
                index: Number(index),
                leaf: data.entry.leaf,
                statedHash: data.entry.leafHash,
                proof: data.proof,
                verifierKeys: data.verifierKeys,
              }}
            />
          </>
        )}
      </Stack>
    </>
  );
}
