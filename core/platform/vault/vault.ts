import { randomBytes } from 'node:crypto';
import type { Sql } from '../database/sql.js';
import type { Tx } from '../database/transaction.js';
import { newId } from '../ids.js';
import type { MasterKeys } from './master-keys.js';
import { open, seal } from './seal.js';

/** What the vault keeps of a person. */
export type SecretKind = 'national-number';

export interface SecretOf {
  readonly memberId: string;
  readonly kind: SecretKind;
}

/** Why a secret is opened: written down with it. */
export interface Use {
  /** What the law allows it for, e.g. "dimona.declare". */
  readonly purpose: string;
  readonly about: { readonly type: string; readonly id: string };
  /** Who had it opened; null: the platform itself. */
  readonly actor: string | null;
}

/** Every call works in the co-operative of its transaction. */
export interface Vault {
  /** Whether another member of the co-operative has this value. */
  isTaken(tx: Tx, secret: SecretOf, value: string): Promise<boolean>;
  /** Keeps a value in place of an earlier one; a unique index refuses one that is taken. */
  keep(tx: Tx, secret: SecretOf, value: string): Promise<void>;
  /** Those of the members of whom it keeps something of this kind. */
  has(
    sql: Sql,
    cooperativeId: string,
    kind: SecretKind,
    memberIds: readonly string[],
  ): Promise<ReadonlySet<string>>;
  /** The value, for this use; null when there is none. */
  open(tx: Tx, secret: SecretOf, use: Use): Promise<string | null>;
  /** Erases everything of a person, in backups too: nothing can be opened without the key. */
  destroy(tx: Tx, memberId: string): Promise<boolean>;
  /** Wraps up to so many keys of persons with the current master key; answers how many. */
  rewrap(sql: Sql, most: number): Promise<number>;
}

export function openVault(keys: MasterKeys): Vault {
  return Object.freeze({
    isTaken: (tx: Tx, secret: SecretOf, value: string) => isTaken(keys, tx, secret, value),
    keep: (tx: Tx, secret: SecretOf, value: string) => keep(keys, tx, secret, value),
    has,
    open: (tx: Tx, secret: SecretOf, use: Use) => openSecret(keys, tx, secret, use),
    destroy: async (tx: Tx, memberId: string) => {
      const gone = await tx.query(
        `delete from vault.person_key where cooperative_id = $1 and member_id = $2
         returning member_id`,
        [tx.cooperativeId, memberId],
      );
      return gone.length > 0;
    },
    rewrap: (sql: Sql, most: number) => rewrap(keys, sql, most),
  });
}

async function isTaken(
  keys: MasterKeys,
  tx: Tx,
  secret: SecretOf,
  value: string,
): Promise<boolean> {
  const [taken] = await tx.query(
    `select from vault.secret where cooperative_id = $1 and kind = $2 and fingerprint = $3
       and member_id <> $4`,
    [tx.cooperativeId, secret.kind, await fingerprint(keys, tx, secret, value), secret.memberId],
  );
  return taken !== undefined;
}

async function keep(keys: MasterKeys, tx: Tx, secret: SecretOf, value: string): Promise<void> {
  const { memberId, kind } = secret;
  const key = (await personKey(keys, tx, memberId)) ?? (await makePersonKey(keys, tx, memberId));
  const sealed = seal(key, Buffer.from(value), `${tx.cooperativeId}/${memberId}/${kind}`);
  await tx.query(
    `insert into vault.secret (cooperative_id, member_id, kind, sealed, fingerprint)
     values ($1, $2, $3, $4, $5)
     on conflict (cooperative_id, member_id, kind) do update
       set sealed = excluded.sealed, fingerprint = excluded.fingerprint, kept_at = now()`,
    [tx.cooperativeId, memberId, kind, sealed, await fingerprint(keys, tx, secret, value)],
  );
}

/** Another in each co-operative, so that nobody learns from it that a person is in two. */
const fingerprint = (keys: MasterKeys, tx: Tx, { kind }: SecretOf, value: string) =>
  keys.fingerprint(`${tx.cooperativeId}/${kind}/${value}`);

async function has(
  sql: Sql,
  cooperativeId: string,
  kind: SecretKind,
  memberIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await sql.query<{ member_id: string }>(
    `select member_id from vault.secret
     where cooperative_id = $1 and kind = $2 and member_id = any($3::uuid[])`,
    [cooperativeId, kind, memberIds],
    'vault-has',
  );
  return new Set(rows.map((row) => row.member_id));
}

async function openSecret(
  keys: MasterKeys,
  tx: Tx,
  { memberId, kind }: SecretOf,
  { purpose, about, actor }: Use,
): Promise<string | null> {
  const [row] = await tx.query<{ sealed: Buffer }>(
    `select sealed from vault.secret where cooperative_id = $1 and member_id = $2 and kind = $3`,
    [tx.cooperativeId, memberId, kind],
  );
  const key = row && (await personKey(keys, tx, memberId));
  if (row === undefined || key == null) return null;
  await tx.query(
    `insert into vault.opening
       (cooperative_id, id, member_id, kind, purpose, subject_type, subject_id, actor)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [tx.cooperativeId, newId(), memberId, kind, purpose, about.type, about.id, actor],
  );
  return open(key, row.sealed, `${tx.cooperativeId}/${memberId}/${kind}`).toString();
}

/** Locked, so that nobody destroys or rewraps it meanwhile. */
async function personKey(keys: MasterKeys, tx: Tx, memberId: string): Promise<Buffer | null> {
  const [row] = await tx.query<{ master_key: string; wrapped: Buffer }>(
    `select master_key, wrapped from vault.person_key
     where cooperative_id = $1 and member_id = $2 for update`,
    [tx.cooperativeId, memberId],
  );
  if (row === undefined) return null;
  return keys.unwrap(row.master_key, row.wrapped, `${tx.cooperativeId}/${memberId}`);
}

async function makePersonKey(keys: MasterKeys, tx: Tx, memberId: string): Promise<Buffer> {
  const key = randomBytes(32);
  await tx.query(
    `insert into vault.person_key (cooperative_id, member_id, master_key, wrapped)
     values ($1, $2, $3, $4)`,
    [
      tx.cooperativeId,
      memberId,
      keys.current,
      await keys.wrap(key, `${tx.cooperativeId}/${memberId}`),
    ],
  );
  return key;
}

/** Each key by itself: a row that somebody holds is left for the next time. */
async function rewrap(keys: MasterKeys, sql: Sql, most: number): Promise<number> {
  const old = await sql.query<WrappedKey>(
    `select cooperative_id, member_id, master_key, wrapped from vault.person_key
     where master_key <> $1 limit $2`,
    [keys.current, most],
  );
  let done = 0;
  for (const { cooperative_id, member_id, master_key, wrapped } of old) {
    const about = `${cooperative_id}/${member_id}`;
    const fresh = await keys.wrap(await keys.unwrap(master_key, wrapped, about), about);
    const changed = await sql.query(
      `update vault.person_key set master_key = $3, wrapped = $4
       where cooperative_id = $1 and member_id = $2 and master_key = $5 returning member_id`,
      [cooperative_id, member_id, keys.current, fresh, master_key],
    );
    done += changed.length;
  }
  return done;
}

interface WrappedKey extends Record<string, unknown> {
  readonly cooperative_id: string;
  readonly member_id: string;
  readonly master_key: string;
  readonly wrapped: Buffer;
}
