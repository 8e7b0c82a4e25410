import { Extensions } from 'type-graphql';

/**
 * Who may call a root field: the gateway generates its rule tree from these and refuses to start
 * with a root field that has none. Which rows are visible is decided below, in the sources.
 */
export type Rule =
  | { readonly kind: 'public' }
  | { readonly kind: 'authenticated' }
  | { readonly kind: 'permission'; readonly permission: string };

/** Answers anybody, with or without a token. */
export const Public = () => Extensions({ rule: { kind: 'public' } satisfies Rule });

/** Answers any caller with a valid token. */
export const Authenticated = () => Extensions({ rule: { kind: 'authenticated' } satisfies Rule });

/** Answers callers that hold the permission, however far it reaches for them. */
export const Requires = (permission: string) =>
  Extensions({ rule: { kind: 'permission', permission } satisfies Rule });
