import { GezelError } from './errors.js';
import type { Grants, Reach } from './permissions.js';

/**
 * Who asks: one person in one co-operative. The co-operative comes from the verified token, never
 * from a header or an argument, and every statement names it.
 */
export interface Viewer {
  /** The subject of the token: the person across co-operatives. */
  readonly subject: string;
  readonly cooperativeId: string;
  readonly memberId: string;
  readonly roles: readonly string[];
  readonly grants: Grants;
  /** The API token that acts for the person, if one does. */
  readonly token: { readonly id: string; readonly name: string } | null;
  /** Another application acts for the person, by a signed token that is limited to scopes. */
  readonly scoped?: true;
}

/**
 * Nobody acts for the person: what outlives a token (another token, a role, a co-operative) is for
 * people themselves, so that what leaks ends when it ends.
 */
export const isInPerson = ({ token, scoped }: Viewer): boolean => token === null && scoped !== true;

export function reachOf(viewer: Viewer, permission: string): Reach | undefined {
  return viewer.grants.get(permission);
}

/** The reach of a permission, or FORBIDDEN. */
export function requireReach(viewer: Viewer, permission: string): Reach {
  const reach = viewer.grants.get(permission);
  if (reach === undefined) throw new GezelError('FORBIDDEN', { permission });
  return reach;
}
