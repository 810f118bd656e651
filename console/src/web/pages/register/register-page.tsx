import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { PageTitle } from '../../shell/page-title.tsx';
import { useSession } from '../../shell/session/use-session.ts';
import { EmptyState } from '../../shell/states/empty-state.tsx';
import { ErrorState } from '../../shell/states/error-state.tsx';
import { LoadingState } from '../../shell/states/loading-state.tsx';
import { ImportCard } from './import-card.tsx';
import { ImportHistory } from './import-history.tsx';
import { importsQuery } from './imports-query.ts';
import { QualityReport } from './quality-report.tsx';
import { registerRoute } from './register-route.ts';
import { useRegisterTexts } from './texts.ts';

/** An agency's clerk sees whether the register is in order, and if not, where. */
export function RegisterPage(): ReactNode {
  const text = useRegisterTexts();
  return (
    <>
      <PageTitle title={text('title')} lead={text('lead')} />
      <Imports />
    </>
  );
}

function Imports(): ReactNode {
  const text = useRegisterTexts();
  const { user } = useSession();
  const { imported } = registerRoute.useSearch();
  const imports = useQuery(importsQuery);
  if (imports.isPending) return <LoadingState />;
  if (imports.isError) return <ErrorState error={imports.error} onRetry={() => void imports.refetch()} />;
  const [last] = imports.data;
  if (!last) {
    return (
      <EmptyState title={text('noImports')} advice={text('noImportsAdvice', { agency: user.location })} />
    );
  }
  const shown =
    imported === undefined ? last : imports.data.find(({ importedAt }) => importedAt === imported);
  return (
    <Stack gap="xl">
      {shown ? (
        <>
          <ImportCard shown={shown} isLast={shown === last} />
          <QualityReport shown={shown} />
        </>
      ) : (
        <EmptyState title={text('noSuchImport')} advice={text('noSuchImportAdvice')} />
      )}
      <ImportHistory imports={imports.data} shown={shown} />
    </Stack>
  );
}
