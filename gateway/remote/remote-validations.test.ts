import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { coreDomains } from '../../core/domains.js';
import { flagFindings } from '../../core/platform/host/create-host.js';
import { askAgain } from '../../core/platform/host/pending-validation.js';
import { askJudges, judgeLimitMs } from '../../core/platform/host/remote-judge.js';
import type { RemotePlugin } from '../../core/platform/host/remote-plugin.js';
import { newId } from '../../core/platform/ids.js';
import { sortedSdl } from '../../core/platform/schema/sorted-sdl.js';
import { definePlugin, validation } from '../../core/sdk/define-plugin.js';
import { unresolvedNote } from '../../plugins/_template/note.validations.js';
import { samplePlugin } from '../../plugins/_template/plugin.js';
import { type TwoServers, twoServers } from '../federation/testing/two-servers.js';
import { signatureHeaders } from './signature.js';

/** Rules of a plugin that runs elsewhere, about a step of the core. */
const ruled = (onUnavailable: 'reject' | 'park' | 'flag') =>
  definePlugin({
    ...samplePlugin,
    validations: [
      validation({ ...unresolvedNote, onUnavailable }),
      validation({
        ...other,
        name: 'sample-plugin.lenient',
        on: 'member.update',
        onUnavailable: 'flag',
      }),
      // What happens where nothing is said.
      validation({ ...other, name: 'sample-plugin.strict', on: 'activity.open' }),
    ],
  });
const other = {
  ...{ because: { title: 'Another rule' }, effective: { from: '2020-01-01' } },
  check: () => [],
};

let two: TwoServers;
let activityId: string;
const real = globalThis.fetch;

beforeAll(async () => {
  two = await twoServers(ruled('park'));
  activityId = `Activity:${two.gateway.activityIds['member-stage']}`;
});
afterAll(() => two.close());
beforeEach(async () => {
  await two.gateway.admin.query('delete from core.pending_validation');
  await two.gateway.admin.query(`update core.activity set status = 'OPEN', closed_on = null`);
  await two.own.query('delete from sample_plugin.note');
});
afterEach(() => {
  globalThis.fetch = real;
});

const write = `mutation ($activityId: ID!, $resolved: Boolean!) {
  samplePluginWriteNote(input: {
    activityId: $activityId, text: "Pay the printer", resolved: $resolved }) { note { text } } }`;
const closing = `mutation ($activityId: ID!, $dryRun: Boolean) {
  closeActivity(input: { activityId: $activityId, dryRun: $dryRun }) {
    activity { status }
    violations { code message severity plugin source { title } effectiveFrom }
  }
}`;
const pending = `query ($activityId: ID!) {
  pendingValidations(subjectId: $activityId) { plugin transition status attempts nextAttemptAt } }`;

describe('a rule elsewhere', () => {
  test('refuses a step with its sentence, in the caller’s language', async () => {
    await note(false);
    expect(await close({ locale: 'nl' })).toEqual({
      activity: null,
      violations: [
        {
          code: 'sample-plugin.unresolved-note',
          message: expect.stringContaining('Pay the printer'),
          ...{ severity: 'ERROR', plugin: 'sample-plugin', effectiveFrom: '2020-01-01' },
          source: { title: 'The co-operative’s own rule on notes' },
        },
      ],
    });
  });

  test('lets a step go on when it finds nothing', async () => {
    await note(true);
    expect(await close()).toEqual({ activity: { status: 'CLOSED' }, violations: [] });
  });

  test('says what it finds when the step is only tried', async () => {
    await note(false);
    expect((await close({ dryRun: true })).violations).toHaveLength(1);
  });

  test('is asked once more when the thing has changed since it was judged', async () => {
    const judged = onJudge(async (times) => {
      if (times === 1) await rename('Changed meanwhile');
    });
    expect((await close()).activity).toEqual({ status: 'CLOSED' });
    expect(judged()).toBe(2);
  });

  test('a thing that never stands still is a conflict, not an endless wait', async () => {
    onJudge((times) => rename(`Name ${times}`));
    const { data, errors } = await two.gateway.graphql(closing, { activityId }, asMember);
    expect(data).toBeNull();
    expect(String(errors?.[0]?.message)).toContain('changed since');
    expect(await status()).toBe('OPEN');
  });

  test('a plugin that is off is not asked', async () => {
    const judged = onJudge(async () => undefined);
    await decide('DISABLED');
    expect((await close()).activity).toEqual({ status: 'CLOSED' });
    expect(judged()).toBe(0);
    await decide('ENABLED');
  });
});

describe('a rule that cannot be asked', () => {
  test('has the step wait: seen by whoever sees the thing, asked again, then counted', async () => {
    await note(false);
    cutOff();
    const refused = await close();
    expect(refused.activity).toBeNull();
    expect(refused.violations).toMatchObject([
      { code: 'plugin.validation-pending', severity: 'ERROR', plugin: 'sample-plugin' },
    ]);
    const waiting = {
      ...{ plugin: 'sample-plugin', transition: 'activity.close', attempts: 1 },
      ...{ status: 'PENDING_VALIDATION', nextAttemptAt: expect.any(String) },
    };
    expect(await pendingFor('member-stage')).toMatchObject([
      { ...waiting, nextAttemptAt: expect.anything() },
    ]);
    expect(await pendingFor('member-film')).toEqual([]);
    // Still away: it goes on waiting.
    await due();
    expect(await again()).toBe(0);
    expect(await pendingFor('member-stage')).toMatchObject([{ attempts: 2 }]);
    globalThis.fetch = real;
    await due();
    expect(await again()).toBe(1);
    expect(await pendingFor('member-stage')).toMatchObject([
      { status: 'ANSWERED', nextAttemptAt: null },
    ]);
    // The answer is kept, so the plugin need not be there for the step itself.
    cutOff();
    expect((await close()).violations).toMatchObject([{ code: 'sample-plugin.unresolved-note' }]);
    const [row] = await two.gateway.admin.query('select change from core.pending_validation');
    expect(row).toEqual({ change: null });
  });

  test('an answer is about what was judged and nothing else', async () => {
    cutOff();
    await close();
    globalThis.fetch = real;
    await due();
    await again();
    await rename('Another name');
    cutOff();
    expect((await close()).violations).toMatchObject([{ code: 'plugin.validation-pending' }]);
  });

  test('refuses the step where nothing else is said, and nothing waits', async () => {
    const opening = `mutation ($name: String!) { openActivity(input: { name: $name, sector: "design" }) {
      activity { name } violations { code severity } } }`;
    const opened = async (name: string) =>
      (await two.gateway.graphql<Opened>(opening, { name }, asMember)).data?.openActivity;
    cutOff();
    const refused = [{ code: 'plugin.unavailable', severity: 'ERROR' }];
    expect(await opened('Cut off')).toEqual({ activity: null, violations: refused });
    expect(await two.gateway.admin.query('select from core.pending_validation')).toEqual([]);
    globalThis.fetch = real;
    const activity = { name: 'Answered' };
    expect(await opened('Answered')).toEqual({ activity, violations: [] });
  });

  test('lets the step pass with a warning where the rule says so', async () => {
    const update = `mutation ($memberId: ID!, $name: String!) {
      updateMember(input: { memberId: $memberId, displayName: $name }) {
        member { displayName } violations { code severity plugin } } }`;
    const memberId = `Member:${two.gateway.memberIds['member-stage']}`;
    cutOff();
    const { data, errors } = await two.gateway.graphql(
      ...([update, { memberId, name: 'Renamed' }, asMember] as const),
    );
    expect(errors).toBeUndefined();
    const warning = { code: 'plugin.unavailable', severity: 'WARNING', plugin: 'sample-plugin' };
    const member = { displayName: 'Renamed' };
    expect(data).toEqual({ updateMember: { member, violations: [warning] } });
    expect(await two.gateway.admin.query('select from core.pending_validation')).toEqual([]);
  });

  test('is waited for two seconds and no longer, and then it cannot be asked', async () => {
    const limits: number[] = [];
    const timeout = AbortSignal.timeout;
    AbortSignal.timeout = (ms) => {
      limits.push(ms);
      return timeout.call(AbortSignal, 1);
    };
    globalThis.fetch = ((_url, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
      })) as Fetch;
    try {
      expect((await close()).violations).toMatchObject([{ code: 'plugin.validation-pending' }]);
    } finally {
      AbortSignal.timeout = timeout;
    }
    expect(limits).toEqual([judgeLimitMs]);
    expect(judgeLimitMs).toBe(2_000);
  });

  test('keeps no other waiting: all plugins are asked side by side', async () => {
    const [plugin] = two.remotes.plugins as [RemotePlugin];
    const all = Promise.withResolvers<void>();
    let asked = 0;
    const judge: RemotePlugin['judge'] = async () => {
      if (++asked === 2) all.resolve();
      await all.promise;
      return [];
    };
    const change = { id: newId(), version: 1 };
    const step = {
      transition: { name: 'activity.close', subject: 'Activity', tags: [] },
      ...{ before: change, after: change, fingerprint: 'the same' },
    };
    const judges = [1, 2].map(() => ({ ...plugin, judge }));
    const ctx = two.gateway.ctx('member-stage');
    expect(await askJudges(ctx, judges, step)).toEqual([]);
  });

  test('is asked with the gateway’s signature over all that is shown, and answers nobody else', async () => {
    let sent: { url: string; init: RequestInit } | undefined;
    globalThis.fetch = (async (url, init) => {
      if (isJudge(init?.body)) sent = { url: String(url), init: init as RequestInit };
      return real(url, init);
    }) as Fetch;
    await note(true);
    await close({ dryRun: true });
    globalThis.fetch = real;
    const { url, init } = sent as NonNullable<typeof sent>;
    const headers = init.headers as Record<string, string>;
    expect(headers[signatureHeaders.signature]).toMatch(/^v1=/);
    expect(headers[signatureHeaders.cooperative]).toBe(two.gateway.cooperativeId);
    const body = String(init.body);
    const [unsigned, changed, repeated] = await Promise.all([
      real(url, { ...init, headers: { 'content-type': 'application/json' }, signal: null }),
      real(url, { ...init, body: body.replace('2026-', '2025-'), signal: null }),
      real(url, { ...init, signal: null }),
    ]);
    expect([unsigned.status, changed.status, repeated.status]).toEqual([401, 401, 401]);
    // And in the graph of clients there is no such field.
    expect(sortedSdl(two.gateway.schema)).not.toContain('samplePluginJudge');
  });

  test('garbage is no consent', async () => {
    answerJudge(() => ({ data: { found: 'yes' } }));
    expect((await close()).activity).toBeNull();
    answerJudge(() => ({
      data: { found: [{ rule: 'else', code: 'else.code', path: [], values: '{}' }] },
    }));
    expect((await close()).violations).toMatchObject([{ code: 'plugin.unavailable' }]);
    expect(await status()).toBe('OPEN');
  });

  test('a step that must not pass in silence may not be flagged', () => {
    const found = flagFindings([ruled('flag')], coreDomains);
    expect(found.map(({ code }) => code)).toEqual(['PLG-015']);
    expect(flagFindings([ruled('park'), ruled('reject')], coreDomains)).toEqual([]);
  });
});

const asMember = { as: 'member-stage' } as const;

interface Opened {
  readonly openActivity: object;
}

interface Closed {
  readonly activity: { readonly status: string } | null;
  readonly violations: readonly { readonly code: string }[];
}

async function close(options: { locale?: 'nl'; dryRun?: boolean } = {}): Promise<Closed> {
  const { locale, dryRun } = options;
  const asking = { ...asMember, ...(locale && { locale }) };
  const { data, errors } = await two.gateway.graphql<{ closeActivity: Closed }>(
    ...([closing, { activityId, dryRun }, asking] as const),
  );
  expect(errors).toBeUndefined();
  return (data as { closeActivity: Closed }).closeActivity;
}

async function note(resolved: boolean): Promise<void> {
  const { errors } = await two.gateway.graphql(write, { activityId, resolved }, asMember);
  expect(errors).toBeUndefined();
}

async function pendingFor(as: 'member-stage' | 'member-film') {
  const { data } = await two.gateway.graphql<{ pendingValidations: unknown[] }>(
    ...([pending, { activityId }, { as }] as const),
  );
  return data?.pendingValidations;
}

const again = () => askAgain(two.gateway.platform, two.remotes.plugins);

const due = () =>
  two.gateway.admin.query(
    `update core.pending_validation set next_attempt_at = '2026-01-01'
     where next_attempt_at is not null`,
  );

async function rename(name: string): Promise<void> {
  await two.gateway.admin.query(
    'update core.activity set name = $2, version = version + 1 where id = $1',
    [two.gateway.activityIds['member-stage'], name],
  );
}

async function status(): Promise<unknown> {
  const id = two.gateway.activityIds['member-stage'];
  const [row] = await two.gateway.admin.query('select status from core.activity where id = $1', [
    id,
  ]);
  return row?.status;
}

type Fetch = typeof fetch;

const isJudge = (body: unknown): boolean => String(body).includes('samplePluginJudge');

/** Runs something before each question is sent, and counts them. */
function onJudge(before: (times: number) => Promise<void>): () => number {
  let times = 0;
  globalThis.fetch = (async (url, init) => {
    if (isJudge(init?.body)) await before(++times);
    return real(url, init);
  }) as Fetch;
  return () => times;
}

function answerJudge(answer: () => object): void {
  globalThis.fetch = (async (url, init) =>
    isJudge(init?.body) ? new Response(JSON.stringify(answer())) : real(url, init)) as Fetch;
}

function cutOff(): void {
  globalThis.fetch = (async (url, init) => {
    if (isJudge(init?.body)) throw new TypeError('fetch failed');
    return real(url, init);
  }) as Fetch;
}

async function decide(state: string): Promise<void> {
  const { admin, cooperativeId, platform } = two.gateway;
  await admin.query(
    `insert into core.plugin_decision (cooperative_id, id, plugin, state, reference)
     values ($1, $3, 'sample-plugin', $2, 'test')`,
    [cooperativeId, state, newId()],
  );
  platform.host.forget(cooperativeId);
  two.satellite.platform.host.forget(cooperativeId);
}
