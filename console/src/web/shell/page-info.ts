import type { Role } from '@hearthgate/schema/vocabulary';
import type { InEveryLanguage } from './i18n/languages.ts';

/** What the shell knows of a page, from its route's `staticData`. */
export interface PageInfo {
  /** Whose page it is: others are told so. The data behind it is refused to them anyway. */
  readonly roles: readonly Role[];
  /** For accounts alone that may send queries of their own. */
  readonly adHocOnly?: boolean;
  /** Its entry in the navigation; lower places come first, and the first is where its role begins. */
  readonly navigation?: { readonly label: InEveryLanguage; readonly place: number };
}

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    readonly page?: PageInfo;
  }
}
