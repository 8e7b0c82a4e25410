import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { lateCharges } from '../../core/money/late-charge/late-charges.js';
import * as t from '../../core/money/testing.js';
import { newId } from '../../core/platform/ids.js';
import type { TestPerson } from '../../core/platform/testing/fixture.js';
import { type TestPlatform, testPlatform } from '../../core/platform/testing/platform.js';
import type { LateChargeState } from '../../core/sdk/late-charge-door.js';
import { samplePlugin } from '../../plugins/_template/plugin.js';
import { move } from './core-moves.js';
import { decode, encode } from './wire.js';

let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform({ plugins: [samplePlugin] });
});
afterAll(() => p.close());

/** As a plugin elsewhere asks: what is told goes over the wire. */
const moved = async (name: string, order: unknown, as: TestPerson) => {
  const told = decode(encode(order));
  return decode(encode(await move(p.ctx(as), samplePlugin.name, name, told)));
};
const asked = (name: string, order: unknown, as: TestPerson = 'admin') =>
  moved(`memberships.${name}`, order, as);

test('a plugin elsewhere asks of membership, and gives a member another adviser and back', async () => {
  const { adviser, 'member-film': memberId } = p.memberIds;
  const day = '2026-11-23';
  expect(await asked('countOn', [day, {}])).toBe(8);
  expect(await asked('countOn', [day, { shareholders: true }])).toBe(0);
  const order = { memberId, adviserId: adviser, expectedId: null };
  await asked('assignAdviser', order);
  expect(await asked('standing', [memberId, day])).toMatchObject({
    ...{ id: memberId, isMember: true, adviserId: adviser },
  });
  const page = { limit: 10 };
  expect(await asked('advisedBy', [adviser, page])).toEqual([
    { id: memberId, since: day, sectors: ['sector-two'] },
  ]);
  expect(await asked('standing', [memberId, day], 'member-stage')).toBeNull();
  const outdated = asked('assignAdviser', { ...order, adviserId: p.memberIds.admin });
  await expect(outdated).rejects.toMatchObject({ code: 'CONFLICT' });
});

test.each([
  ['standing', ['nobody', '2026-11-23']],
  ['standing', ['01900000-0000-7000-8000-000000000000', 'today']],
  ['countOn', ['2026-02-30', {}]],
  ['assignAdviser', { memberId: '01900000-0000-7000-8000-000000000000' }],
])('of "%s" what is not asked well is refused', async (name, order) => {
  await expect(asked(name, order)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
});

test('a plugin elsewhere has own money come in, go back and be let go, each once a key', async () => {
  const member = 'member-stage' as const;
  const [accountId, bankLineId] = [newId(), await t.receive(p, '1000.00')];
  const own = {
    ...{ key: t.newKey(), accountId, amountMinor: 1_000_00n, bankLineId },
    ...{ service: 'sample-plugin.own', activityId: p.activityIds[member] },
    memberId: p.memberIds[member],
  };
  const act = (name: string, order: unknown, as: TestPerson = member) =>
    moved(`currentAccounts.${name}`, order, as);
  await expect(act('payIn', { ...own, service: 'other.own' }, 'finance')).rejects.toMatchObject({
    code: 'BAD_USER_INPUT',
  });
  await expect(act('payIn', own)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  for (const _ of [1, 2]) {
    expect(await act('payIn', own, 'finance')).toMatchObject({ owedMinor: 1_000_00n });
  }
  const back = { key: t.newKey(), accountId, amountMinor: 400_00n };
  for (const _ of [1, 2]) expect(await act('payBack', back)).toMatchObject({ owedMinor: 600_00n });
  const rest = { key: t.newKey(), accountId, amountMinor: 600_00n };
  expect(await act('forgive', rest)).toMatchObject({ forgivenMinor: 600_00n, owedMinor: 0n });
  expect(await act('state', accountId)).toMatchObject({ paidInMinor: 1_000_00n, owedMinor: 0n });
  expect(await act('state', accountId, 'member-film')).toBeNull();
  await t.prove(p);
});

test('a plugin elsewhere asks late clients as one of this process does, and is refused the same', async () => {
  const { id: invoiceId } = await t.newInvoice(p, 'member-film');
  const here = p.platform.host.context(p.ctx('finance'), samplePlugin.name).core.lateCharges;
  const act = (name: string, order: unknown) => moved(`lateCharges.${name}`, order, 'finance');
  const there = {
    ask: (order: unknown) => act('ask', order),
    withdraw: (order: unknown) => act('withdraw', order),
    state: (one: string) => act('state', one),
  };
  const notice = (change: object = {}) => ({
    ...{ key: newId(), service: 'sample-plugin.notice', invoiceId, on: '2026-11-20' },
    ...{ proceeds: 'COMMUNITY' as const, costsMinor: 4_000n, interestMinor: 2_000n },
    ...{ penaltyMinor: 0n, ...change },
  });
  const open = { costsMinor: 4_000n, interestMinor: 2_000n, penaltyMinor: 0n };
  for (const port of [here, there]) {
    const order = notice();
    const asked = await port.ask(order);
    expect(asked).toMatchObject({ open });
    expect(await port.ask(order)).toEqual(asked);
    expect(await port.state(invoiceId)).toEqual(asked);
    expect(await port.state(newId())).toBeNull();
    for (const [bad, code] of [
      [{ ...order, on: '2026-11-19' }, 'IDEMPOTENCY_MISMATCH'],
      [{ ...order, service: 'sample-plugin.other' }, 'IDEMPOTENCY_MISMATCH'],
      [notice({ costsMinor: -1n }), 'BAD_USER_INPUT'],
      [notice({ on: '2026-11-24' }), 'BAD_USER_INPUT'],
      [notice({ service: 'other.notice' }), 'BAD_USER_INPUT'],
      [notice({ invoiceId: newId() }), 'NOT_FOUND'],
    ] as const) {
      await expect(port.ask(bad)).rejects.toMatchObject({ code });
    }
  }
  // A key lets only its own go, and without one a service only what it asked, whoever asked last.
  const costs = async () => ((await there.state(invoiceId)) as LateChargeState).open.costsMinor;
  const { service } = notice();
  for (const [i, port] of [here, there].entries()) {
    const own = notice({ on: `2026-11-2${1 + i}` });
    const other = notice({ on: own.on, service: 'other.notice', costsMinor: 9_000n });
    await port.ask(own);
    await lateCharges(p.ctx('finance')).ask(other);
    await expect(port.withdraw({ ...other, invoiceId })).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
    });
    await port.withdraw({ service, invoiceId, key: other.key });
    await port.withdraw({ service, invoiceId });
    expect(await costs()).toBe(9_000n);
    await port.ask(notice({ key: newId(), on: '2026-11-23' }));
    await lateCharges(p.ctx('finance')).withdraw({ service: 'other.notice', invoiceId });
    expect(await costs()).toBe(4_000n);
    await port.withdraw({ service, invoiceId, key: other.key });
    expect(await costs()).toBe(4_000n);
  }
});
