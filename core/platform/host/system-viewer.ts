import type { Context, Platform } from '../context.js';
import type { Tx } from '../database/transaction.js';
import { newId } from '../ids.js';
import { corePermissions, type Grants, type Reach } from '../permissions.js';
import { Loaders } from '../read/loaders.js';
import type { Viewer } from '../viewer.js';

/**
 * The context of work that nobody asked for: handlers of events, jobs, seeds. It acts for the
 * co-operative itself, holds every permission in it and none outside it.
 */
export function systemContext(platform: Platform, cooperativeId: string, tx?: Tx): Context {
  const plugins = platform.host.plugins.flatMap(({ definition }) => definition.permissions);
  const names = [...Object.keys(corePermissions), ...plugins.map(({ name }) => name)];
  const grants: Grants = new Map(names.map((name) => [name, 'all' satisfies Reach]));
  const viewer: Viewer = {
    subject: systemSubject,
    cooperativeId,
    memberId: nobody,
    roles: [],
    grants,
    token: null,
  };
  const requestId = `system:${newId()}`;
  return { platform, viewer, locale: 'en', requestId, loaders: new Loaders(), tx };
}

export const isSystem = (viewer: Viewer): boolean => viewer.subject === systemSubject;

/** No identity provider issues it: subjects of tokens have no colon before the first letter. */
const systemSubject = ':system';

/** The nil UUID: an audit line without a person. */
export const nobody = '00000000-0000-0000-0000-000000000000';
