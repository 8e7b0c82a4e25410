import { LRUCache } from 'lru-cache';
import type { Platform } from '../../core/platform/context.js';
import {
  type Grants,
  grantsOf,
  narrowed,
  type RoleGrants,
} from '../../core/platform/permissions.js';
import type { Viewer } from '../../core/platform/viewer.js';
import type {
  ApiTokenCredentials,
  Credentials,
  ElsewhereCredentials,
  JwtCredentials,
} from './credentials.js';

/** Somebody whose token is good, until it expires. */
export interface Caller {
  /** Null for a person who is no member yet: only what is public answers, registering above all. */
  readonly viewer: Viewer | null;
  /** The verified person. */
  readonly subject: string;
  readonly expiresAtMs: number;
}

/** Who is behind credentials: one statement, remembered for five seconds. */
export interface Viewers {
  /** Null for a suspended member, and for a revoked or expired token. */
  callerOf(credentials: Credentials): Promise<Caller | null>;
  /** After a change of a person's roles, status or tokens: the next request reads them again. */
  forget(subject: string): void;
  /** The same by the id of a member or of an API token, as events name them. */
  forgetId(id: string): void;
}

export function openViewers(platform: Known): Viewers {
  const remembered: LRUCache<string, Caller, { of: Checked }> = new LRUCache({
    max: 10_000,
    ttl: rememberedMs,
    fetchMethod: async (_key, _stale, { context }) =>
      (await readCaller(platform, context.of)) ?? undefined,
  });
  const forgetThose = (isMeant: (caller: Caller) => boolean) => {
    for (const [key, caller] of remembered.entries()) {
      if (isMeant(caller)) remembered.delete(key);
    }
  };
  return Object.freeze({
    callerOf: async (credentials: Credentials) => {
      // What is checked elsewhere is nobody here.
      if (credentials.kind === 'elsewhere') return null;
      const key = keyOf(credentials);
      const caller = remembered.get(key);
      if (caller !== undefined) return isCurrent(caller, platform) ? caller : null;
      return (await remembered.fetch(key, { context: { of: credentials } })) ?? null;
    },
    forget: (subject: string) => forgetThose((caller) => caller.subject === subject),
    forgetId: (id: string) =>
      forgetThose(({ viewer }) => viewer?.memberId === id || viewer?.token?.id === id),
  });
}

type Known = Pick<Platform, 'database' | 'clock' | 'roleGrants'>;

const rememberedMs = 5_000;

function isCurrent(caller: Caller, { clock }: Known): boolean {
  return caller.viewer?.token == null || caller.expiresAtMs > clock.now().getTime();
}

type Checked = Exclude<Credentials, ElsewhereCredentials>;

function keyOf(credentials: Checked): string {
  if (credentials.kind === 'api-token') return credentials.hash;
  const { subject, cooperative, scopes, expiresAtMs } = credentials;
  return JSON.stringify([subject, cooperative, scopes, expiresAtMs]);
}

function readCaller(platform: Known, credentials: Checked): Promise<Caller | null> {
  return credentials.kind === 'jwt'
    ? readMember(platform, credentials)
    : readTokenHolder(platform, credentials);
}

interface MemberRow {
  readonly cooperative_id: string;
  readonly member_id: string;
  readonly roles: string[];
  readonly may_enter: boolean;
}

/** A person in several co-operatives must name one: which of them is meant is not ours to guess. */
async function readMember(
  { database, clock, roleGrants }: Known,
  { subject, cooperative, scopes, expiresAtMs }: JwtCredentials,
): Promise<Caller | null> {
  const rows = await database.query<MemberRow>(
    memberStatement,
    [subject, cooperative, clock.today()],
    'viewer-of-subject',
  );
  // An application that acts for a person does not bring somebody in whom nobody knows.
  const isStranger = rows.length === 0 && scopes === null;
  if (isStranger) return Object.freeze({ viewer: null, subject, expiresAtMs });
  const [row, another] = rows.filter(({ may_enter }) => may_enter);
  if (row === undefined || another !== undefined) return null;
  const grants = grantsUnder(scopes, row.roles, roleGrants);
  const person = viewerOf(row, subject, grants, null);
  const viewer = scopes === null ? person : Object.freeze({ ...person, scoped: true as const });
  return Object.freeze({ viewer, subject, expiresAtMs });
}

interface TokenRow extends Omit<MemberRow, 'may_enter'> {
  readonly subject: string;
  readonly token_id: string;
  readonly token_name: string;
  readonly scopes: string[];
  readonly expires_at: Date;
}

async function readTokenHolder(
  { database, clock, roleGrants }: Known,
  { hash }: ApiTokenCredentials,
): Promise<Caller | null> {
  const [row] = await database.query<TokenRow>(
    tokenStatement,
    [hash, clock.now(), clock.today()],
    'viewer-of-token',
  );
  if (row === undefined) return null;
  const grants = grantsUnder(row.scopes, row.roles, roleGrants);
  const token = { id: row.token_id, name: row.token_name };
  const viewer = viewerOf(row, row.subject, grants, token);
  return Object.freeze({ viewer, subject: row.subject, expiresAtMs: row.expires_at.getTime() });
}

function viewerOf(
  row: Omit<MemberRow, 'may_enter'>,
  subject: string,
  grants: Grants,
  token: Viewer['token'],
): Viewer {
  return Object.freeze({
    subject,
    cooperativeId: row.cooperative_id,
    memberId: row.member_id,
    roles: Object.freeze(row.roles),
    grants,
    token,
  });
}

function grantsUnder(scopes: readonly string[] | null, roles: string[], table: RoleGrants): Grants {
  const grants = grantsOf(roles, table);
  return scopes === null ? grants : narrowed(grants, scopes);
}

/** Members that wait for their confirmation may complete their own registration. */
const mayEnter = `m.status in ('PENDING', 'ACTIVE')`;

const rolesOn = (day: string) => `array(
    select g.role from core.role_grant g
    where g.cooperative_id = m.cooperative_id and g.member_id = m.id
      and g.from_day <= ${day}::date and (g.until_day is null or g.until_day > ${day}::date)
    order by g.role) as roles`;

const memberStatement = `
  select m.cooperative_id, m.id as member_id, ${mayEnter} as may_enter, ${rolesOn('$3')}
  from core.member m
  join core.cooperative c on c.id = m.cooperative_id
  where m.subject = $1 and ($2::text is null or c.slug = $2)
  limit 20`;

/** Marks the use in the same statement, at most once a minute. */
const tokenStatement = `
  with used as (
    update core.api_token set last_used_at = $2
    where hash = $1 and revoked_at is null and expires_at > $2
      and (last_used_at is null or last_used_at < $2::timestamptz - interval '1 minute'))
  select m.cooperative_id, m.id as member_id, ${rolesOn('$3')}, coalesce(m.subject, '') as subject,
    t.id as token_id, t.name as token_name, t.scopes, t.expires_at
  from core.api_token t
  join core.member m on m.cooperative_id = t.cooperative_id and m.id = t.member_id
  where t.hash = $1 and t.revoked_at is null and t.expires_at > $2 and ${mayEnter}`;
