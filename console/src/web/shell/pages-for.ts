import type { AnyRoute } from '@tanstack/react-router';
import type { PageInfo } from './page-info.ts';
import type { SignedIn } from './session/session-query.ts';

/** Whether this page is for whoever is signed in. */
export function isPageFor(page: PageInfo, session: SignedIn): boolean {
  return page.roles.includes(session.user.role) && (page.adHocOnly !== true || session.adHocQueries);
}

export interface NavigationEntry {
  readonly path: string;
  readonly page: PageInfo & { readonly navigation: NonNullable<PageInfo['navigation']> };
}

/** The navigation of whoever is signed in, in its order. */
export function pagesFor(routes: readonly AnyRoute[], session: SignedIn): readonly NavigationEntry[] {
  return routes
    .flatMap((route) => {
      const page = (route.options.staticData as { page?: PageInfo } | undefined)?.page;
      if (!page?.navigation || !isPageFor(page, session)) return [];
      return [{ path: route.fullPath as string, page: { ...page, navigation: page.navigation } }];
    })
    .sort((a, b) => a.page.navigation.place - b.page.navigation.place);
}
