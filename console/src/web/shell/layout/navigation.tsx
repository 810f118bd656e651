import { NavLink } from '@mantine/core';
import { Link, useRouter, useRouterState } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useLanguage } from '../i18n/use-language.ts';
import { pagesFor } from '../pages-for.ts';
import { useSession } from '../session/use-session.ts';

export interface NavigationProps {
  readonly onNavigate: () => void;
}

/** The pages of whoever is signed in. */
export function Navigation({ onNavigate }: NavigationProps): ReactNode {
  const { language } = useLanguage();
  const { routesById } = useRouter();
  const session = useSession();
  const current = useRouterState({ select: ({ location }) => location.pathname });
  return pagesFor(Object.values(routesById), session).map(({ path, page }) => {
    const isHere = current === path || current.startsWith(`${path}/`);
    return (
      <NavLink
        key={path}
        component={Link}
        to={path}
        label={page.navigation.label[language]}
        active={isHere}
        {...(isHere && { 'aria-current': 'page' as const })}
        onClick={onNavigate}
      />
    );
  });
}
