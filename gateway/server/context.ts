import type { Platform, RequestContext } from '../../core/platform/context.js';
import type { ErrorCode } from '../../core/platform/errors.js';
import type { Locale } from '../../core/platform/messages.js';
import { Loaders } from '../../core/platform/read/loaders.js';
import type { Viewer } from '../../core/platform/viewer.js';

/** What a request holds in the gateway, beside what services may know of it. */
export interface ServerContext extends RequestContext {
  readonly address: string;
  /** Aborted when the caller has gone or the operation has taken too long. */
  readonly gone: AbortController;
  readonly report: OperationReport;
}

/** What is written down of an operation: its name and hash, never its variables. */
export interface OperationReport {
  kind: 'query' | 'mutation' | 'subscription' | null;
  name: string | null;
  hash: string | null;
  cost: number | null;
  code: ErrorCode | null;
}

export const newReport = (): OperationReport => ({
  ...{ kind: null, name: null, hash: null, cost: null, code: null },
});

export interface ContextParts {
  readonly platform: Platform;
  readonly viewer: Viewer | null;
  readonly subject: string | null;
  readonly locale: Locale;
  readonly requestId: string;
  readonly address: string;
  readonly gone: AbortController;
  readonly authorization: string | null;
  readonly fromGateway?: true;
}

/** Nothing in it is shared with another request; loaders are made when first used. */
export function serverContext(parts: ContextParts, report = newReport()): ServerContext {
  return { ...parts, loaders: new Loaders(), report };
}
