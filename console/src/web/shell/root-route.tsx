import { createRootRoute } from '@tanstack/react-router';
import { AppRoot } from './app-root.tsx';
import { ErrorState } from './states/error-state.tsx';
import { NoSuchPage } from './no-such-page.tsx';

export const rootRoute = createRootRoute({
  component: AppRoot,
  notFoundComponent: NoSuchPage,
  errorComponent: ({ error, reset }) => <ErrorState error={error} onRetry={reset} />,
});
