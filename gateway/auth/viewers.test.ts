import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { clockAt } from '../../core/platform/clock.js';
import { newId } from '../../core/platform/ids.js';
import { coreRoleGrants } from '../../core/platform/permissions.js';
import { type TestDatabase, testDatabase } from '../../core/platform/testing/database.js';
import type { JwtCredentials } from './credentials.js';
import { openViewers, type Viewers } from './viewers.js';

let database: TestDatabase;
let now = new Date('2026-11-23T12:00:00Z');
const [stage, film] = [newId(), newId()];
const clock = clockAt(() => now);

beforeAll(async () => {
  database = await testDatabase();
  await cooperative(stage, 'stage');
  await cooperative(film, 'film');
});
afterAll(() => database.close());

describe('the viewer behind a JWT', () => {
  test('has the roles of the day and what they grant', async () => {
    const id = await member(stage, 'one');
    await grant(stage, id, 'MEMBER', '2026-01-01');
    await grant(stage, id, 'FINANCE', '2026-11-23', '2026-11-24');
    await grant(stage, id, 'ADVISER', '2026-11-24');
    await grant(stage, id, 'ADMIN', '2025-01-01', '2026-11-23');
    const caller = await viewers().callerOf(jwt('one'));
    expect(caller?.viewer).toMatchObject({
      subject: 'one',
      cooperativeId: stage,
      memberId: id,
      roles: ['FINANCE', 'MEMBER'],
      token: null,
    });
    expect(caller?.viewer?.grants.get('payout.release')).toBe('all');
    expect(caller?.viewer?.grants.get('activity.open')).toBe('own');
    expect(caller?.viewer?.grants.has('plugin.enable')).toBe(false);
  });

  test('is a stranger for a person who is no member yet, and may become one', async () => {
    const caller = await viewers().callerOf(jwt('nobody'));
    expect(caller).toMatchObject({ viewer: null, subject: 'nobody' });
  });

  test('is nobody for an application that acts for a stranger', async () => {
    expect(await viewers().callerOf(jwt('nobody', { scopes: ['member.read'] }))).toBeNull();
  });

  test.each([
    ['PENDING', true],
    ['ACTIVE', true],
    ['SUSPENDED', false],
    ['LEFT', false],
  ])('enters or not by the status: %s', async (status, enters) => {
    await member(stage, `is-${status}`, status);
    expect((await viewers().callerOf(jwt(`is-${status}`))) !== null).toBe(enters);
  });

  test('in two co-operatives has to name one', async () => {
    await member(stage, 'both');
    const id = await member(film, 'both');
    expect(await viewers().callerOf(jwt('both'))).toBeNull();
    const elsewhere = await viewers().callerOf(jwt('both', { cooperative: 'none' }));
    expect(elsewhere?.viewer).toBeNull();
    const caller = await viewers().callerOf(jwt('both', { cooperative: 'film' }));
    expect(caller?.viewer).toMatchObject({ cooperativeId: film, memberId: id });
  });

  test('has no more than the scopes of the token', async () => {
    const id = await member(stage, 'scoped');
    await grant(stage, id, 'MEMBER', '2026-01-01');
    const scopes = ['invoice.write', 'payout.release', '__proto__'];
    const caller = await viewers().callerOf(jwt('scoped', { scopes }));
    expect([...(caller?.viewer?.grants ?? [])]).toEqual([['invoice.write', 'own']]);
    expect(caller?.viewer?.scoped).toBe(true);
    const none = await viewers().callerOf(jwt('scoped', { scopes: [] }));
    expect(none?.viewer?.grants.size).toBe(0);
  });

  test('costs one statement, then none, until it is forgotten', async () => {
    await member(stage, 'cached');
    const statements: string[] = [];
    const observer = (text: string) => statements.push(text);
    const one = viewers();
    database.sql.observers.add(observer);
    await Promise.all(Array.from({ length: 10 }, () => one.callerOf(jwt('cached'))));
    expect(statements).toHaveLength(1);
    await suspend('cached');
    expect(await one.callerOf(jwt('cached'))).not.toBeNull();
    one.forget('cached');
    expect(await one.callerOf(jwt('cached'))).toBeNull();
    expect(statements).toHaveLength(2);
    database.sql.observers.delete(observer);
  });
});

describe('the viewer behind an API token', () => {
  test('is its member under its scopes', async () => {
    const id = await member(stage, 'holder');
    await grant(stage, id, 'MEMBER', '2026-01-01');
    const token = await apiToken(id, 'good', { scopes: ['invoice.write', 'payment.match'] });
    const caller = await viewers().callerOf({ kind: 'api-token', hash: 'good' });
    expect(caller?.viewer).toMatchObject({
      subject: 'holder',
      memberId: id,
      token: { id: token, name: 'program' },
    });
    expect([...(caller?.viewer?.grants ?? [])]).toEqual([['invoice.write', 'own']]);
    expect(caller?.expiresAtMs).toBe(Date.parse('2027-01-01T00:00:00Z'));
  });

  test('is nobody when unknown, revoked, expired, or of a suspended member', async () => {
    const id = await member(stage, 'former');
    await apiToken(id, 'revoked', { revokedAt: '2026-11-01T00:00:00Z' });
    await apiToken(id, 'expired', { expiresAt: '2026-11-23T12:00:00Z' });
    await apiToken(await member(stage, 'paused', 'SUSPENDED'), 'paused', {});
    for (const hash of ['unknown', 'revoked', 'expired', 'paused']) {
      expect(await viewers().callerOf({ kind: 'api-token', hash })).toBeNull();
    }
  });

  test('expires although it is remembered', async () => {
    await apiToken(await member(stage, 'soon'), 'soon', { expiresAt: '2026-11-23T12:00:01Z' });
    const one = viewers();
    expect(await one.callerOf({ kind: 'api-token', hash: 'soon' })).not.toBeNull();
    now = new Date('2026-11-23T12:00:02Z');
    expect(await one.callerOf({ kind: 'api-token', hash: 'soon' })).toBeNull();
    now = new Date('2026-11-23T12:00:00Z');
  });

  test('marks its use at most once a minute', async () => {
    await apiToken(await member(stage, 'used'), 'used', {});
    const lastUsed = async () => {
      const statement = `select last_used_at as at from core.api_token where hash = 'used'`;
      return (await database.sql.query<{ at: Date | null }>(statement))[0]?.at;
    };
    expect(await lastUsed()).toBeNull();
    await viewers().callerOf({ kind: 'api-token', hash: 'used' });
    expect(await lastUsed()).toEqual(now);
    const before = now;
    now = new Date(before.getTime() + 59_000);
    await viewers().callerOf({ kind: 'api-token', hash: 'used' });
    expect(await lastUsed()).toEqual(before);
    now = new Date(before.getTime() + 61_000);
    await viewers().callerOf({ kind: 'api-token', hash: 'used' });
    expect(await lastUsed()).toEqual(now);
    now = before;
  });
});

function viewers(): Viewers {
  return openViewers({ database: database.sql, clock, roleGrants: coreRoleGrants });
}

function jwt(subject: string, over: Partial<JwtCredentials> = {}): JwtCredentials {
  const expiresAtMs = now.getTime() + 60_000;
  return { kind: 'jwt', subject, cooperative: null, scopes: null, expiresAtMs, ...over };
}

async function cooperative(id: string, slug: string): Promise<void> {
  await database.admin.query(
    `insert into core.cooperative (id, slug, name, country, currency, locale)
     values ($1, $2, $2, 'BE', 'EUR', 'nl')`,
    [id, slug],
  );
}

async function member(cooperativeId: string, subject: string, status = 'ACTIVE'): Promise<string> {
  const id = newId();
  await database.admin.query(
    `insert into core.member (cooperative_id, id, subject, display_name, email, locale, status,
       category, joined_on)
     values ($1, $2, $3, $3, $3 || '@example.org', 'nl', $4, 'USER', '2026-01-01')`,
    [cooperativeId, id, subject, status],
  );
  return id;
}

async function grant(
  cooperativeId: string,
  memberId: string,
  role: string,
  from: string,
  until: string | null = null,
): Promise<void> {
  await database.admin.query(
    `insert into core.role_grant (cooperative_id, id, member_id, role, from_day, until_day)
     values ($1, $2, $3, $4, $5, $6)`,
    [cooperativeId, newId(), memberId, role, from, until],
  );
}

async function suspend(subject: string): Promise<void> {
  await database.admin.query(`update core.member set status = 'SUSPENDED' where subject = $1`, [
    subject,
  ]);
}

async function apiToken(
  memberId: string,
  hash: string,
  over: { scopes?: string[]; expiresAt?: string; revokedAt?: string },
): Promise<string> {
  const id = newId();
  await database.admin.query(
    `insert into core.api_token (cooperative_id, id, member_id, name, prefix, hash, scopes,
       expires_at, revoked_at)
     values ($1, $2, $3, 'program', 'gzl_ab', $4, $5, $6, $7)`,
    [
      stage,
      id,
      memberId,
      hash,
      over.scopes ?? ['activity.read'],
      over.expiresAt ?? '2027-01-01T00:00:00Z',
      over.revokedAt ?? null,
    ],
  );
  return id;
}
