import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Webhook as Verifier } from 'standardwebhooks';
import { inTransaction } from '../../platform/database/transaction.js';
import { newId } from '../../platform/ids.js';
import type { TestPerson } from '../../platform/testing/fixture.js';
import { type TestPlatform, testPlatform } from '../../platform/testing/platform.js';
import { record } from '../../platform/write/record.js';
import { tellWebhooks } from './tell-webhooks.js';

let p: TestPlatform;
let receiver: Server;
let url: string;
let status = 200;
let heard: { headers: IncomingHttpHeaders; body: string }[] = [];
let nowMs = 0;

beforeAll(async () => {
  p = await testPlatform();
  receiver = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      heard.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
      response.writeHead(status, { location: url }).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
});
afterAll(async () => {
  await p.close();
  receiver.close();
});
beforeEach(async () => {
  await p.admin.query('delete from core.webhook_delivery; delete from core.webhook');
  [status, heard, nowMs] = [200, [], 0];
});

const later = () => {
  const { clock } = p.platform;
  return { ...p.platform, clock: { ...clock, now: () => new Date(Date.now() + nowMs) } };
};
const passes = (seconds: number) => {
  nowMs += seconds * 1_000;
  return tellWebhooks(later());
};

async function one<Answer>(as: TestPerson, query: string, variables = {}): Promise<Answer> {
  const { data, errors } = await p.graphql<Record<string, Answer>>(query, variables, { as });
  if (errors) throw errors[0];
  return Object.values(data ?? {})[0] as Answer;
}
interface Made {
  readonly webhook: { readonly id: string; readonly types: string[] } | null;
  readonly secret: string;
  readonly violations: readonly { readonly code: string }[];
}
const make = (as: TestPerson, input: object = {}) =>
  one<Made>(
    as,
    `mutation ($input: CreateWebhookInput!) { createWebhook(input: $input) {
      webhook { id types } secret violations { code } } }`,
    { input: { url, types: ['*'], ...input } },
  );
const change = <Answer>(
  as: TestPerson,
  name: string,
  type: string,
  input: object,
  answer: string,
) =>
  one<Answer>(as, `mutation ($input: ${type}!) { ${name}(input: $input) { ${answer} } }`, {
    input,
  });
const deliveries = async (as: TestPerson = 'adviser') => {
  const { nodes } = await one<{ nodes: { deliveries: { nodes: Delivery[] } }[] }>(
    as,
    `{ webhooks(first: 5) { nodes { deliveries(first: 20) {
      nodes { id state attempts lastStatus lastError } } } } }`,
  );
  return nodes.flatMap((webhook) => webhook.deliveries.nodes);
};
interface Delivery {
  readonly id: string;
  readonly state: string;
  readonly attempts: number;
  readonly lastStatus: number | null;
  readonly lastError: string | null;
}

/** An event of an activity, delivered to whoever listens. */
async function happens(
  type = 'invoice.issued',
  of: 'member-stage' | 'member-film' | null = 'member-stage',
) {
  const ctx = p.ctx('member-stage');
  const activityId = of && p.activityIds[of];
  const subject = { type: 'Invoice', id: newId() };
  await inTransaction(p.platform.orm, p.cooperativeId, (tx) =>
    record(tx, ctx, 'test', [{ type, subject, activityId, payload: { number: '2026-1' } }]),
  );
  await p.platform.settle();
  return subject.id;
}

test('an event is told once, signed, with ids and codes only', async () => {
  const { secret } = await make('adviser');
  const id = await happens();
  await passes(0);
  await passes(10);
  expect(heard).toHaveLength(1);
  const [{ headers, body } = { headers: {}, body: '' }] = heard;
  expect(new Verifier(secret).verify(body, headers as Record<string, string>)).toMatchObject({
    type: 'invoice.issued',
    data: {
      subjectId: `Invoice:${id}`,
      activityId: `Activity:${p.activityIds['member-stage']}`,
      number: '2026-1',
    },
  });
  expect(() =>
    new Verifier(secret).verify(`${body} `, headers as Record<string, string>),
  ).toThrow();
  expect(await deliveries()).toMatchObject([{ state: 'DELIVERED', attempts: 1, lastStatus: 200 }]);
});

describe('what is told', () => {
  test.each([
    [['invoice.issued'], 1],
    [['invoice.*', '*', '*'], 1],
    [['quote.*', 'contract.signed'], 0],
  ])('is what was asked for: %j', async (types, times) => {
    await make('adviser', { types });
    await happens();
    await passes(0);
    expect(heard).toHaveLength(times);
  });

  test('is what its maker may see at that moment', async () => {
    await make('member-stage');
    await happens('invoice.issued', 'member-stage');
    await happens('invoice.issued', 'member-film');
    await happens('cooperative.changed', null);
    await passes(0);
    expect(heard).toHaveLength(1);
    expect((await deliveries('member-stage')).map(({ state }) => state).sort()).toEqual([
      ...['DELIVERED', 'HIDDEN', 'HIDDEN'],
    ]);
  });

  test('is nothing for a member who is suspended meanwhile', async () => {
    await make('member-design', {});
    await happens('invoice.issued', 'member-stage');
    const suspend = (status: string) =>
      p.admin.query('update core.member set status = $2 where id = $1', [
        ...[p.memberIds['member-design'], status],
      ]);
    await suspend('SUSPENDED');
    await passes(0);
    await suspend('ACTIVE');
    expect(heard).toHaveLength(0);
  });
});

describe('a receiver', () => {
  test('that fails is tried ten times over three days, then no more', async () => {
    await make('adviser');
    status = 500;
    await happens();
    await passes(0);
    for (let i = 0; i < 9; i++) await passes(96_000);
    await passes(1_000_000);
    expect(heard).toHaveLength(10);
    expect(new Set(heard.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(await deliveries()).toMatchObject([{ state: 'FAILED', attempts: 10, lastStatus: 500 }]);
  });

  test('that redirects has failed: nobody follows', async () => {
    await make('adviser');
    status = 302;
    await happens();
    await passes(0);
    expect(heard).toHaveLength(1);
    expect(await deliveries()).toMatchObject([{ state: 'PENDING', lastStatus: 302 }]);
  });

  test('that is gone ends the webhook, and what waited for it', async () => {
    await make('adviser');
    status = 410;
    await happens();
    await passes(0);
    await happens();
    await passes(600);
    expect(heard).toHaveLength(1);
    const { nodes } = await one<{ nodes: object[] }>(
      'adviser',
      '{ webhooks { nodes { endReason } } }',
    );
    expect(nodes).toEqual([{ endReason: 'GONE' }]);
  });

  test('inside the network is never asked in production', async () => {
    await make('adviser', { url: 'http://10.0.0.1/hook' });
    await make('adviser', { url: 'http://[::1]:1/hook' });
    await make('adviser', { url });
    await happens();
    const production = { ...later(), config: { ...p.platform.config, environment: 'production' } };
    await tellWebhooks(production as typeof p.platform);
    expect(heard).toHaveLength(0);
    const errors = (await deliveries()).map(({ lastError }) => lastError);
    expect(errors.every((error) => error?.includes('no public address'))).toBe(true);
  });
});

test('a delivery of a server that died is sent again, under the same id', async () => {
  await make('adviser');
  await happens();
  await p.admin.query(
    `update core.webhook_delivery set next_at = null, claimed_until = now() + interval '1 min'`,
  );
  await passes(30);
  expect(heard).toHaveLength(0);
  await passes(60);
  expect(heard).toHaveLength(1);
});

test('servers side by side tell each event once', async () => {
  await make('adviser');
  for (let i = 0; i < 5; i++) await happens();
  await Promise.all([passes(0), passes(0), passes(0)]);
  expect(new Set(heard.map(({ headers }) => headers['webhook-id'])).size).toBe(5);
  expect(heard).toHaveLength(5);
});

test('after a new secret both are good for a day', async () => {
  const { webhook, secret: old } = await make('adviser');
  const input = { webhookId: webhook?.id };
  const fresh = await change<Made>(
    'adviser',
    'rotateWebhookSecret',
    'WebhookInput',
    input,
    'secret',
  );
  // The platform's day here is fixed; the database's is not.
  await p.admin.query(`update core.webhook set previous_until = now() + interval '1 hour'`);
  await happens();
  await passes(0);
  const [{ headers, body } = { headers: {}, body: '' }] = heard;
  for (const secret of [old, fresh.secret]) {
    expect(new Verifier(secret).verify(body, headers as Record<string, string>)).toBeDefined();
  }
  heard = [];
  await p.admin.query(`update core.webhook set previous_until = now() - interval '1 hour'`);
  await happens();
  await passes(0);
  const [{ headers: next, body: told } = { headers: {}, body: '' }] = heard;
  expect(() => new Verifier(old).verify(told, next as Record<string, string>)).toThrow();
});

test('what was told can be told again, one or all of a time, but not twice at once', async () => {
  const { webhook } = await make('adviser');
  await happens();
  await happens();
  await passes(0);
  const replay = (input: object) =>
    change<{ replayed: number }>(
      'adviser',
      'replayWebhook',
      'ReplayWebhookInput',
      { webhookId: webhook?.id, ...input },
      'replayed',
    );
  const [first] = await deliveries();
  expect(await replay({ deliveryId: first?.id })).toEqual({ replayed: 1 });
  expect(await replay({})).toEqual({ replayed: 1 });
  expect(await replay({})).toEqual({ replayed: 0 });
  await passes(100_000);
  expect(heard).toHaveLength(4);
  expect(await replay({ until: '2020-01-01T00:00:00Z' })).toEqual({ replayed: 0 });
});

describe('a webhook', () => {
  test.each([
    [{ url: 'ftp://example.org' }, ['webhook.url-unfit']],
    [{ url: 'https://me:secret@example.org' }, ['webhook.url-unfit']],
    [{ url: 'no url' }, ['webhook.url-unfit']],
    [{ types: [] }, ['webhook.types-unfit']],
    [{ types: ['Invoice'], url: '' }, ['webhook.url-unfit', 'webhook.types-unfit']],
    [{ description: 'x'.repeat(201) }, ['text.too-long']],
  ])('%j is refused', async (input, codes) => {
    const { webhook, violations } = await make('adviser', input);
    expect([webhook, violations.map(({ code }) => code)]).toEqual([null, codes]);
  });

  test('too many is refused', async () => {
    for (let i = 0; i < 20; i++) await make('member-startup');
    expect((await make('member-startup')).violations).toEqual([{ code: 'webhook.too-many' }]);
  });

  test('of somebody else is not there; ended, nothing is told', async () => {
    const { webhook } = await make('adviser');
    const input = { webhookId: webhook?.id };
    const end = (as: TestPerson) =>
      change<object>(as, 'deleteWebhook', 'WebhookInput', input, 'webhook { endReason }');
    await expect(end('member-stage')).rejects.toMatchObject({ extensions: { code: 'NOT_FOUND' } });
    await happens();
    expect(await end('adviser')).toEqual({ webhook: { endReason: 'DELETED' } });
    expect(await end('adviser')).toEqual({ webhook: { endReason: 'DELETED' } });
    await happens();
    await passes(0);
    expect(heard).toHaveLength(0);
  });
});
