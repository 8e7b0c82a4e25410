import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { runAssignments } from '../assignment/runner.js';
import { type AssignmentCalls, assignmentCalls, statuses } from '../assignment/testing/calls.js';
import { type AssignmentWorld, assignmentWorld } from '../assignment/testing/world.js';
import { newId } from '../platform/ids.js';
import { postJson } from '../platform/outbound.js';
import type { Asking } from '../platform/testing/platform.js';
import { askDue, attemptsLimit } from './runner.js';
import { type Carrier, carrier, json, parcels } from './testing/supplier.js';

let world: AssignmentWorld;
let calls: AssignmentCalls;
let supplier: Carrier;
beforeAll(async () => {
  world = await assignmentWorld([parcels]);
  calls = assignmentCalls(world);
  supplier = await carrier();
});
afterAll(async () => {
  await supplier.close();
  await world.p.close();
});
beforeEach(async () => {
  await world.p.admin.query('update core.provider_request set next_attempt_at = null');
  supplier.heard.length = 0;
});

const platform = () => world.p.platform;
const as = (person: 'adviser' | 'admin' | 'member-stage', foreign = false): Asking => ({
  as: person,
  foreign,
});

const set = async (adapter: string, url?: string, asking = as('admin')) => {
  const { data, errors } = await world.p.graphql<{
    setProvider: { signingSecret: string | null; violations: { code: string }[] };
  }>(
    `mutation ($input: SetProviderInput!) { setProvider(input: $input) {
      provider { name title adapter url } signingSecret violations { code } } }`,
    { input: { provider: 'parcels.carrier', adapter, url } },
    asking,
  );
  if (errors) throw errors[0];
  return data?.setProvider;
};

/** An assignment whose one step waits for the carrier. */
async function sending(grams: number): Promise<string> {
  const id = await calls.started({ steps: [{ tool: 'parcels.send', input: { grams } }] });
  await runAssignments(platform());
  return id;
}

/** Lets everybody do what is due: suppliers, handlers, the runner. */
async function letGo(): Promise<void> {
  await askDue(platform());
  await platform().settle();
  await runAssignments(platform());
}

interface Listed {
  readonly id: string;
  readonly state: string;
  readonly adapter: string;
  readonly attempts: number;
  readonly lastError: string | null;
  readonly answer: object | null;
}

const newest = async (): Promise<Listed> => {
  const { data } = await world.p.graphql<{ providerRequests: { nodes: Listed[] } }>(
    `{ providerRequests(first: 1) { nodes {
      id state adapter attempts lastError answer request provider activity { id } } } }`,
    {},
    as('adviser'),
  );
  return data?.providerRequests.nodes[0] as Listed;
};

const atDesk = async (name: string, type: string, input: object, asking = as('adviser')) => {
  const { data, errors } = await world.p.graphql<
    Record<string, { request: Listed | null; violations: { code: string; path: string[] }[] }>
  >(
    `mutation ($input: ${type}!) { ${name}(input: $input) {
      request { state answer takenBy { displayName } } violations { code path } } }`,
    { input },
    asking,
  );
  if (errors) throw errors[0];
  return data?.[name];
};
const answer = (input: object, asking?: Asking) =>
  atDesk('answerProviderRequest', 'AnswerProviderRequestInput', input, asking);

describe('the desk', () => {
  test('is asked when nobody has decided otherwise, and its answer lets the step go on', async () => {
    const id = await sending(500);
    expect(statuses(await calls.read(id))).toEqual(['WAITING']);
    const request = await newest();
    expect(request).toMatchObject({
      ...{ state: 'OPEN', adapter: 'DESK', attempts: 0, provider: 'parcels.carrier' },
      request: { grams: 500 },
    });
    const requestId = request.id;
    expect(
      await atDesk('takeProviderRequest', 'TakeProviderRequestInput', { requestId }),
    ).toMatchObject({ request: { takenBy: { displayName: 'Test adviser' } }, violations: [] });
    const idempotencyKey = newId();
    const unfit = await answer({ requestId, answer: { label: 1, more: 2 }, idempotencyKey });
    expect(unfit?.violations).toMatchObject([
      { code: 'assignment.input-unknown', path: ['answer', 'more'] },
      { code: 'assignment.input-no-text', path: ['answer', 'label'] },
    ]);
    const tried = { requestId, answer: { label: 'ABC' }, idempotencyKey, dryRun: true };
    expect(await answer(tried)).toEqual({ request: null, violations: [] });
    const given = { requestId, answer: { label: 'ABC' }, idempotencyKey };
    const all = await Promise.all([answer(given), answer(given)]);
    for (const one of all) expect(one?.request).toMatchObject({ state: 'ANSWERED' });
    await letGo();
    expect(statuses(await calls.read(id))).toEqual(['DONE']);
    const again = await answer({ ...given, idempotencyKey: newId() });
    expect(again?.violations).toMatchObject([{ code: 'provider.settled-already' }]);
  });

  test('may refuse, and the assignment fails with the reason', async () => {
    const id = await sending(501);
    const { id: requestId } = await newest();
    const refuse = (reason: string) =>
      atDesk('refuseProviderRequest', 'RefuseProviderRequestInput', {
        ...{ requestId, reason, idempotencyKey: newId() },
      });
    expect((await refuse(' '))?.violations).toMatchObject([{ code: 'text.blank' }]);
    await refuse('The road is closed.');
    await letGo();
    const { status, steps } = await calls.read(id);
    expect({ status, violations: steps[0]?.violations }).toMatchObject({
      status: 'FAILED',
      violations: [
        { code: 'parcels.refused', message: 'Refused: The road is closed.', plugin: 'parcels' },
      ],
    });
  });

  test('hears no more of a request that was cancelled with its assignment', async () => {
    const id = await sending(502);
    const { id: requestId } = await newest();
    await calls.cancel(id);
    await letGo();
    expect((await newest()).state).toBe('CANCELLED');
    const late = await answer({ requestId, answer: { label: 'ABC' }, idempotencyKey: newId() });
    expect(late?.violations).toMatchObject([{ code: 'provider.settled-already' }]);
    expect((await calls.read(id)).status).toBe('CANCELLED');
  });

  test('is closed to members and to other co-operatives', async () => {
    await sending(503);
    const { id: requestId } = await newest();
    const given = { requestId, answer: { label: 'ABC' }, idempotencyKey: newId() };
    await expect(answer(given, as('member-stage'))).rejects.toThrow('desk.work');
    await expect(answer(given, as('adviser', true))).rejects.toThrow('There is no');
    const query = '{ providerRequests { totalCount } }';
    const { data } = await world.p.graphql(query, {}, as('adviser', true));
    expect(data?.providerRequests).toEqual({ totalCount: 0 });
  });
});

describe('what is asked', () => {
  const port = (person: 'member-stage' | 'adviser' = 'member-stage') =>
    platform().host.context(world.p.ctx(person), 'parcels').providers;

  test('is one for a key, also at the same moment, and refused with another content', async () => {
    const order = { provider: 'parcels.carrier', key: newId(), request: { grams: 7 } };
    const all = await Promise.all([1, 2, 3].map(() => port().ask(order)));
    expect(new Set(all.map(({ id }) => id)).size).toBe(1);
    await expect(port().ask({ ...order, request: { grams: 8 } })).rejects.toMatchObject({
      code: 'IDEMPOTENCY_MISMATCH',
    });
    expect(await port().ticket(order.key)).toMatchObject({ state: 'OPEN', answer: null });
    expect(await port().ticket('never')).toBeNull();
    expect([await port().cancel(order.key), await port().cancel(order.key)]).toEqual([true, false]);
  });

  test('is what its schema admits, of a provider of the plugin', async () => {
    const order = { provider: 'parcels.carrier', key: newId(), request: { grams: 0 } };
    await expect(port().ask(order)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    await expect(port().ask({ ...order, key: '' })).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
    });
    await expect(port().ask({ ...order, provider: 'others.carrier' })).rejects.toThrow(
      'has no provider',
    );
  });
});

describe('the simulator', () => {
  beforeAll(() => set('SIMULATOR'));

  test('answers by itself, or refuses', async () => {
    const [light, heavy] = [await sending(100), await sending(25_000)];
    await letGo();
    expect((await calls.read(light)).status).toBe('DONE');
    expect((await calls.read(heavy)).status).toBe('FAILED');
  });

  test.each([
    [13, 'bad day'],
    [14, 'does not fit its schema'],
  ])('that fails (%d) is asked again, and at last the desk', async (grams, error) => {
    await sending(grams);
    await askDue(platform());
    expect(await newest()).toMatchObject({
      ...{ state: 'OPEN', attempts: 1, adapter: 'SIMULATOR' },
      lastError: expect.stringContaining(error),
    });
    await world.p.admin.query(
      `update core.provider_request set attempts = $1, next_attempt_at = '2020-01-01'
       where next_attempt_at is not null`,
      [attemptsLimit - 1],
    );
    await askDue(platform());
    expect(await newest()).toMatchObject({ state: 'OPEN', adapter: 'DESK' });
    expect(await askDue(platform())).toBe(0);
  });
});

describe('a supplier over HTTP', () => {
  let secret: string;
  beforeAll(async () => {
    secret = (await set('HTTP', supplier.url))?.signingSecret as string;
  });
  const dueAgain = () =>
    world.p.admin.query(
      `update core.provider_request set next_attempt_at = '2020-01-01'
       where next_attempt_at is not null`,
    );

  test('is asked with a signature, and with the same id until it answers', async () => {
    const id = await sending(900);
    const answers: ((response: Parameters<typeof json>[0]) => void)[] = [
      (response) => json(response, 503, {}),
      (response) => json(response, 202, {}),
      (response) => json(response, 200, { state: 'WAITING' }),
      (response) => json(response, 200, { state: 'ANSWERED', answer: { label: 'x' } }),
      (response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
      (response) => response.writeHead(200).end('x'.repeat(100_000)),
      (response) => response.destroy(),
      (response) => json(response, 200, { state: 'ANSWERED', answer: { label: 'LBL-900' } }),
    ];
    for (const one of answers) {
      supplier.answer = one;
      await askDue(platform());
      await dueAgain();
    }
    expect(supplier.heard).toHaveLength(answers.length);
    for (const { headers, body } of supplier.heard) {
      const signed = headers as Record<string, string>;
      const heard = verify(secret, body, signed);
      expect(heard).toMatchObject({ provider: 'parcels.carrier', request: { grams: 900 } });
    }
    const ids = supplier.heard.map(({ headers }) => headers['idempotency-key']);
    expect(new Set(ids).size).toBe(1);
    await letGo();
    expect((await calls.read(id)).status).toBe('DONE');
    expect((await newest()).answer).toEqual({ label: 'LBL-900' });
  });

  test('that two servers ask at the same moment is asked once', async () => {
    await sending(901);
    supplier.answer = (response) => json(response, 202, {});
    const counts = await Promise.all([askDue(platform()), askDue(platform())]);
    expect(counts.reduce((sum, one) => sum + one, 0)).toBe(1);
    expect(supplier.heard).toHaveLength(1);
  });

  test.each([
    'http://example.org/',
    'ftp://example.org/',
    'https://user@example.org/',
    'nonsense',
    '',
    `https://example.org/${'x'.repeat(1_000)}`,
  ])('has an address that may be asked, not "%s"', async (url) => {
    expect((await set('HTTP', url))?.violations).toEqual([{ code: 'provider.bad-url' }]);
  });

  test.each([
    'https://10.0.0.1/',
    'https://169.254.169.254/',
    'https://[::1]/',
    'https://localhost/',
  ])('inside (%s) is never asked', async (url) => {
    const out = { body: '{}', headers: {}, timeoutMs: 1_000, maximumBytes: 10, local: false };
    await expect(postJson(url, out)).rejects.toThrow(/no public address|inside/);
  });

  test('is decided by an administrator, for plugins that are on', async () => {
    await expect(set('DESK', undefined, as('member-stage'))).rejects.toThrow('plugin.enable');
    expect((await set('DESK', undefined, as('admin', true)))?.violations).toEqual([
      { code: 'provider.unknown' },
    ]);
    const { data } = await world.p.graphql(
      '{ providers { name title adapter } }',
      {},
      as('adviser'),
    );
    expect(data?.providers).toEqual([
      { name: 'parcels.carrier', title: 'Carrier', adapter: 'HTTP' },
    ]);
  });
});

/** As a supplier verifies, at the instant of the test's clock. */
function verify(secret: string, body: string, headers: Record<string, string>): unknown {
  const at = new Date(Number(headers['webhook-timestamp']) * 1_000);
  const expected = new Webhook(secret).sign(headers['webhook-id'] as string, at, body);
  expect(headers['webhook-signature']).toBe(expected);
  return JSON.parse(body);
}
