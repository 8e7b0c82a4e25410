import type { Logger } from 'pino';
import type { Clock } from './clock.js';
import type { Config } from './config.js';
import type { MikroORM } from './database/orm.js';
import type { Database } from './database/pool.js';
import type { RowsOf } from './database/rows.js';
import type { Tx } from './database/transaction.js';
import type { Domain } from './domain.js';
import { GezelError } from './errors.js';
import type { EventHub } from './events/hub.js';
import type { FileStore } from './files/file-store.js';
import type { DistantCore } from './host/distant-core.js';
import type { PluginHost } from './host/host.js';
import type { Locale, Translator } from './messages.js';
import type { RoleGrants } from './permissions.js';
import type { Loaders } from './read/loaders.js';
import type { Signer } from './signer.js';
import type { MasterKeys } from './vault/master-keys.js';
import type { Vault } from './vault/vault.js';
import type { Viewer } from './viewer.js';

/** What the process holds, opened once and passed explicitly. */
export interface Platform {
  readonly config: Config;
  readonly database: Database;
  readonly orm: MikroORM;
  readonly rows: RowsOf;
  readonly host: PluginHost;
  readonly messages: Translator;
  readonly hub: EventHub;
  /** The bytes of uploaded and kept files. */
  readonly files: FileStore;
  readonly signer: Signer;
  /** National numbers: sealed, and opened only for what the law allows. */
  readonly vault: Vault;
  /** Wrap what is kept in the database but must not be read there. */
  readonly keys: MasterKeys;
  readonly log: Logger;
  readonly clock: Clock;
  readonly domains: readonly Domain[];
  /** The permissions of each role: the core's and those of the plugins of this process. */
  readonly roleGrants: RoleGrants;
  /** The core, where this process serves a plugin alone. */
  readonly distant?: DistantCore;
}

/** What one request holds. Nothing here is shared with another request. */
export interface RequestContext {
  readonly platform: Platform;
  /** Null for a caller without a token; only what is public answers then. */
  readonly viewer: Viewer | null;
  /** The verified person of a token who is no member yet, and may become one. */
  readonly subject?: string | null;
  readonly locale: Locale;
  readonly requestId: string;
  /** The caller's network address, for limits and digests: it is never logged or kept as it is. */
  readonly address?: string;
  readonly loaders: Loaders;
  /** The token as it was sent, for plugins that run elsewhere and check it again; never logged. */
  readonly authorization?: string | null;
  /** A gateway asks, by its signature: it is told more than a caller. */
  readonly fromGateway?: true;
}

/** A request of somebody known: what every service takes. */
export interface Context extends RequestContext {
  readonly viewer: Viewer;
  /** The transaction that this work is part of, when it is a step of something larger. */
  readonly tx?: Tx;
}

/** Narrows to a known caller, or UNAUTHENTICATED. */
export function known(ctx: RequestContext): Context {
  if (ctx.viewer === null) throw new GezelError('UNAUTHENTICATED');
  return ctx as Context;
}
