import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  ask,
  codesOf as codes,
  errorCode,
  giveMoney,
  runAssignments,
  type TestPlatform,
  testPlatform,
} from 'gezel/sdk/testing';
import { equipment } from './plugin.js';
import {
  type Answer,
  accept,
  invoiced,
  key,
  mutation,
  newClient,
  send as sends,
  toldOf,
} from './testing.js';

let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform({ plugins: [equipment] });
  await giveMoney(p, equipment, 500_000n);
});
afterAll(() => p?.close());

const activityId = () => `Activity:${p.activityIds['member-stage']}`;
const send = (name: string, input: object, as?: 'adviser') => sends(p, name, input, as);
const thing = (serialNumber: string) => ({
  ...{ title: 'Bench', serialNumber, value: '900.00', depreciationMonths: 36 },
});
const bought = async (serial: string) =>
  (await send('Buy', { ...thing(serial), activityId: activityId(), ...key() })).item;

async function leased(serial: string, firstDueOn = '2026-12-31'): Promise<Answer> {
  const terms = { lessor: 'A lessor', firstDueOn, months: 2, instalment: '10.00', option: '5' };
  const input = { ...thing(serial), activityId: activityId(), ...terms, ...key() };
  return (await send('Lease', input)).item;
}

const itemNow = (id: string): Promise<Answer> =>
  ask(
    p,
    `query ($id: ID!) { equipmentItem(id: $id) { status transferredTo transferredOn viewerCan
      salePrice { amount } saleQuote { id status net { amount } } } }`,
    { id },
  );

async function takeParts(day: string): Promise<void> {
  p.setToday(day);
  const jobs = p.platform.host.jobs(p.platform);
  await jobs.find(({ name }) => name === 'equipment/take-instalments')?.run(p.platform);
  p.setToday('2026-11-23');
}

describe('a lease', () => {
  test('that is paid goes back to its lessor, and others hear that the thing is gone', async () => {
    const { id, leases } = await leased('B-1', '2026-11-23');
    await takeParts('2026-12-23');
    const { lease } = await send('EndLease', { id: leases[0].id, keep: false });
    expect(lease).toMatchObject({ status: 'RETURNED', viewerCan: [] });
    expect(await itemNow(id)).toMatchObject({ status: 'RETIRED' });
    expect(await toldOf(p, id)).toEqual(['equipment.handed-out', 'equipment.retired']);
  });

  test('runs on with more parts after the last, once a key', async () => {
    const { leases } = await leased('B-2');
    const more = { id: leases[0].id, months: 2, instalment: '8.00', option: '1.00' };
    const extend = (firstDueOn: string, over: object = {}) =>
      send('ExtendLease', { ...more, firstDueOn, ...key(), ...over });
    expect(codes(await extend('2027-01-31'))).toEqual(['equipment.lease-runs-until']);
    expect(codes(await extend('2027-02-01', { months: 99 }))).toEqual(['equipment.lease-too-long']);
    const once = key();
    for (const _ of [1, 2]) {
      const { lease, violations } = await extend('2027-02-01', once);
      expect(violations).toEqual([]);
      expect(lease).toMatchObject({ status: 'RUNNING', option: { amount: '1.00' } });
      expect(lease.instalments.map(({ dueOn }: Answer) => dueOn)).toEqual([
        ...['2026-12-31', '2027-01-31', '2027-02-01', '2027-03-01'],
      ]);
    }
  });

  test('is taken over by a company with the consent of the lessor, once what was due is paid', async () => {
    const { id, leases } = await leased('B-3', '2026-11-23');
    const input = { id: leases[0].id, enterpriseNumber: '0566988259', consent: 'Letter of today' };
    const asMember = [p, mutation('TransferLease'), { input }, { as: 'member-stage' }] as const;
    expect(await errorCode(...asMember)).toBe('FORBIDDEN');
    const take = () => send('TransferLease', input, 'adviser');
    expect(codes(await take())).toEqual(['equipment.lease-not-paid']);
    await takeParts('2026-11-23');
    const { lease } = await take();
    const { status, consent, instalments } = lease;
    expect([status, consent]).toEqual(['TRANSFERRED', 'Letter of today']);
    expect(instalments.map((one: Answer) => one.status)).toEqual(['PAID', 'CANCELLED']);
    expect(await itemNow(id)).toMatchObject({
      ...{ status: 'TRANSFERRED', transferredTo: '0566988259', transferredOn: '2026-11-23' },
    });
    expect(await toldOf(p, id)).toEqual(['equipment.handed-out', 'equipment.retired']);
    expect(codes(await take())).toEqual(['equipment.not-now']);
    const late = {
      id: leases[0].id,
      firstDueOn: '2027-06-01',
      months: 1,
      instalment: '1',
      ...key(),
    };
    expect(codes(await send('ExtendLease', late))).toEqual(['equipment.not-now']);
  });
});

describe('a thing', () => {
  test('of the member’s own costs nothing, is told to insurers, and is insured on its days', async () => {
    const own = { ...thing('M-1'), activityId: activityId(), ...key() };
    const [first, again] = [await send('RegisterOwn', own), await send('RegisterOwn', own)];
    expect(again.item.id).toBe(first.item.id);
    const { id } = first.item;
    expect(first.item).toMatchObject({ owner: 'MEMBER', status: 'IN_USE', insured: null });
    expect(await toldOf(p, id)).toEqual(['equipment.handed-out']);
    const cover = { id, policy: 'All risks 2026', from: '2026-11-20', until: '2026-11-22' };
    const insured = async (over: object) =>
      (await send('RecordInsurance', { ...cover, ...over })).item.insured;
    expect(await insured({})).toBe(false);
    expect(await insured({ until: '2026-11-23' })).toBe(true);
    expect(await insured({ from: '2026-11-24', until: null })).toBe(false);
    const wrong = { input: { ...cover, until: '2026-11-19' } };
    expect(await errorCode(p, mutation('RecordInsurance'), wrong)).toBe('BAD_USER_INPUT');
    await send('Retire', { id });
    expect(codes(await send('RecordInsurance', cover))).toEqual(['equipment.not-now']);
    const elsewhere = [p, mutation('Retire'), { input: { id } }, { as: 'member-film' }] as const;
    expect(await errorCode(...elsewhere)).toBe('NOT_FOUND');
  });

  test('that an activity bought is not for rent', async () => {
    const { id } = await bought('R-1');
    const days = { from: '2027-01-01', until: '2027-01-02' };
    const asked = { input: { itemId: id, activityId: activityId(), ...days, ...key() } };
    expect(await errorCode(p, mutation('Rent'), asked)).toBe('NOT_FOUND');
    const pool = { ...thing('R-2'), pricePerDay: '1.00', ...key() };
    const { item } = await send('AddToPool', pool, 'adviser');
    await send('Retire', { id: item.id }, 'adviser');
    const gone = { itemId: item.id, activityId: activityId(), ...days, ...key() };
    expect(codes(await send('Rent', gone))).toEqual(['equipment.not-for-rent']);
  });

  test('is rented by the one button, and everybody hears that it left and came back', async () => {
    const pool = { ...thing('R-3'), pricePerDay: '1.00', deposit: '2.00', ...key() };
    const { item } = await send('AddToPool', pool, 'adviser');
    const days = { from: '2026-11-23', until: '2026-11-24' };
    const rented = await run([{ tool: 'equipment.rent', input: { itemId: item.id, ...days } }]);
    expect(rented).toMatchObject({ status: 'DONE', steps: [{ status: 'DONE' }] });
    const id = rented.steps[0].reference;
    expect(await toldOf(p, id)).toEqual(['equipment.handed-out']);
    await send('Return', { id, condition: 'As new' }, 'adviser');
    expect(await toldOf(p, id)).toEqual(['equipment.handed-out', 'equipment.returned']);
    const next = {
      itemId: item.id,
      activityId: activityId(),
      from: '2027-01-01',
      until: '2027-01-01',
    };
    const { rental } = await send('Rent', { ...next, ...key() });
    await send('CancelRental', { id: rental.id });
    expect(await toldOf(p, rental.id)).toEqual(['equipment.handed-out', 'equipment.returned']);
  });
});

describe('an activity that left as a company', () => {
  const company = '0566988259';
  const carriedOf = (...items: Answer[]) => ({
    enterpriseNumber: company,
    carried: items.map(({ id }) => ({
      ...{ kind: 'EQUIPMENT', type: 'EquipmentItem', id: id.split(':')[1] },
    })),
  });

  test('took along what is its member’s; a lease waits for its lessor', async () => {
    const input = { ...thing('S-1'), activityId: activityId(), ...key() };
    const { item: own } = await send('RegisterOwn', input);
    const lease = await leased('S-2');
    const pool = { ...thing('S-3'), pricePerDay: '1.00', ...key() };
    const { item: shared } = await send('AddToPool', pool, 'adviser');
    await spunOff(carriedOf(own, lease, shared), p.activityIds['member-film']);
    expect(await itemNow(own.id)).toMatchObject({ status: 'IN_USE' });
    for (const payload of [
      { enterpriseNumber: 1, carried: 'everything' },
      { enterpriseNumber: company, carried: [null, {}, { type: 'EquipmentItem' }] },
    ]) {
      await spunOff(payload);
    }
    for (const _ of [1, 2]) await spunOff(carriedOf(own, lease, shared));
    expect(await itemNow(own.id)).toEqual({
      ...{ status: 'TRANSFERRED', transferredTo: company, transferredOn: '2026-11-23' },
      ...{ viewerCan: [], salePrice: null, saleQuote: null },
    });
    for (const { id } of [lease, shared]) {
      expect(await itemNow(id)).toMatchObject({ status: 'IN_USE', transferredTo: null });
    }
    expect(await toldOf(p, own.id)).toEqual(['equipment.handed-out', 'equipment.retired']);
  });

  test('buys what the co-operative owns at its book value, once it is a client', async () => {
    const item = await bought('S-4');
    await spunOff(carriedOf(item));
    expect(await itemNow(item.id)).toMatchObject({ status: 'IN_USE', saleQuote: null });
    await newClient(p, 'BE0566988259');
    for (const _ of [1, 2]) await spunOff(carriedOf(item));
    const offered = await itemNow(item.id);
    // A month of 36 is written off.
    expect(offered).toMatchObject({
      ...{ status: 'IN_USE', salePrice: { amount: '875.00' } },
      saleQuote: { status: 'DRAFT', net: { amount: '875.00' } },
    });
    const quotes = await p.admin.query(`select 1 from core.quote where title = 'Bench'`);
    expect(quotes).toHaveLength(1);
    await accept(p, offered.saleQuote.id);
    expect(await itemNow(item.id)).toMatchObject({ status: 'TRANSFERRED', transferredTo: company });
    expect(await toldOf(p, item.id)).toEqual(['equipment.handed-out', 'equipment.retired']);
    // From here on it is invoiced as any order: the ledger owes the activity what the company pays.
    expect(await invoiced(p, offered.saleQuote.id)).toBe('1058.75');
    const worn = await bought('S-5');
    p.setToday('2030-11-23');
    await spunOff(carriedOf(worn));
    p.setToday('2026-11-23');
    expect(await itemNow(worn.id)).toMatchObject({ status: 'TRANSFERRED', saleQuote: null });
  });
});

describe('a sale', () => {
  test('is an offer to a client, made again when that refuses, and over when it accepts', async () => {
    const { id } = await bought('V-1');
    const clientId = await newClient(p, 'BE0403170701');
    const sale = { id, clientId, price: '250.00' };
    const tried = await send('Sell', { ...sale, ...key(), dryRun: true });
    expect([tried.item, codes(tried)]).toEqual([null, []]);
    const once = { ...sale, ...key() };
    const both = await Promise.all([1, 2].map(() => send('Sell', once)));
    expect(both.flatMap(codes)).toEqual([]);
    expect(codes(await send('Sell', { ...sale, ...key() }))).toEqual(['equipment.offered-before']);
    const { saleQuote: refused } = await itemNow(id);
    await accept(p, refused.id, 'declineQuote');
    expect(await itemNow(id)).toMatchObject({ status: 'IN_USE' });
    await send('Sell', { id, clientId, ...key() });
    const { saleQuote, salePrice } = await itemNow(id);
    expect([salePrice.amount, saleQuote.id === refused.id]).toEqual(['875.00', false]);
    expect(await booksOf(id)).toEqual(['IN_USE']);
    await accept(p, saleQuote.id);
    expect(await itemNow(id)).toMatchObject({ status: 'RETIRED', transferredTo: null });
    expect(await booksOf(id)).toEqual(['DISPOSED']);
    expect(codes(await send('Sell', { ...sale, ...key() }))).toEqual(['equipment.not-now']);
  });

  test('is of nothing that is worth nothing, leased, the pool’s, or somebody else’s', async () => {
    const clientId = await newClient(p, 'BE0403170701');
    const { id } = await bought('V-2');
    const sell = async (of: string, over: object = {}, as?: 'adviser') =>
      codes(await send('Sell', { id: of, clientId, ...key(), ...over }, as));
    expect(await sell(id, { price: '0' })).toEqual(['equipment.worth-nothing']);
    expect(await sell((await leased('V-3')).id)).toEqual(['equipment.not-now']);
    const pool = { ...thing('V-4'), pricePerDay: '1.00', ...key() };
    const { item } = await send('AddToPool', pool, 'adviser');
    expect(await sell(item.id, {}, 'adviser')).toEqual(['equipment.of-the-pool']);
    const input = (over: object) => ({ input: { id, clientId, ...key(), ...over } });
    const query = mutation('Sell');
    expect(await errorCode(p, query, input({ price: '-1' }))).toBe('BAD_USER_INPUT');
    const strange = 'Client:019a0000-0000-7000-8000-00000000000a';
    expect(await errorCode(p, query, input({ clientId: strange }))).toBe('NOT_FOUND');
    expect(await errorCode(p, query, input({}), { as: 'member-film' })).toBe('NOT_FOUND');
  });
});

describe('a cover that was bought for a thing', () => {
  const cover = '019a0000-0000-7000-8000-0000000000c1';
  const hear = async (type: string, itemId: string, manager: 'member-stage' | 'member-film') => {
    const things = [{ type: 'EquipmentItem', id: itemId.split(':')[1] }];
    const days = { from: '2026-12-01', until: '2026-12-31', policy: 'All risks', number: 'P-7' };
    await p.admin.query(
      `insert into core.outbox (cooperative_id, id, type, subject_type, subject_id, activity_id,
         payload) values ($1, gen_random_uuid(), $2, 'InsuranceCover', $3, $4, $5)`,
      [p.cooperativeId, type, cover, p.activityIds[manager], JSON.stringify({ things, ...days })],
    );
    await p.platform.settle();
  };
  const said = async (id: string) => {
    const query = `query ($id: ID!) { equipmentItem(id: $id) {
      insuredUnder insuredFrom insuredUntil } }`;
    return Object.values((await ask<Record<string, string>>(p, query, { id })) ?? {});
  };

  test('is how it is insured, until it is called off or somebody says otherwise', async () => {
    const cheap = { ...thing('N-7'), value: '1.00', activityId: activityId(), ...key() };
    const { id } = (await send('Buy', cheap)).item;
    const own = { policy: 'My own', from: '2026-11-01', until: '2027-10-31' };
    await send('RecordInsurance', { id, ...own });
    const confirmed = ['All risks P-7', '2026-12-01', '2026-12-31'];
    await hear('insurance.cover-confirmed', id, 'member-film');
    expect(await said(id)).toEqual(Object.values(own));
    for (const _ of [1, 2]) await hear('insurance.cover-confirmed', id, 'member-stage');
    expect(await said(id)).toEqual(confirmed);
    for (const _ of [1, 2]) await hear('insurance.cover-ended', id, 'member-stage');
    expect(await said(id)).toEqual(Object.values(own));
    await hear('insurance.cover-confirmed', id, 'member-stage');
    await send('RecordInsurance', { id, ...own });
    await hear('insurance.cover-ended', id, 'member-stage');
    expect(await said(id)).toEqual(Object.values(own));
  });
});

describe('an activity', () => {
  test('buys and rents nothing any more once it is closed', async () => {
    const { item } = await send(
      'AddToPool',
      { ...thing('C-2'), pricePerDay: '1', ...key() },
      'adviser',
    );
    await p.admin.query(`update core.activity set status = 'CLOSED' where id = $1`, [
      p.activityIds['member-stage'],
    ]);
    const buying = { ...thing('C-1'), activityId: activityId(), ...key() };
    const renting = { itemId: item.id, from: '2027-01-01', until: '2027-01-01', ...key() };
    for (const answer of [
      await send('Buy', buying),
      await send('RegisterOwn', { ...buying, ...key() }),
      await send('Rent', { ...renting, activityId: activityId() }),
    ]) {
      expect(codes(answer)).toEqual(['equipment.activity-closed']);
    }
    await p.admin.query(`update core.activity set status = 'OPEN' where id = $1`, [
      p.activityIds['member-stage'],
    ]);
  });
});

/** A fact of somebody else, as the outbox has it, heard. */
async function spunOff(payload: object, of = p.activityIds['member-stage']): Promise<void> {
  await p.admin.query(
    `insert into core.outbox (cooperative_id, id, type, subject_type, subject_id, activity_id, payload)
     values ($1, $2, 'start-ups.spun-off', 'StartUpSpinOff', $2, $3, $4)`,
    [p.cooperativeId, crypto.randomUUID(), of, JSON.stringify(payload)],
  );
  await p.platform.settle();
}

async function run(steps: readonly object[]): Promise<Answer> {
  const plan = `mutation ($input: PlanAssignmentInput!) { planAssignment(input: $input) {
    assignment { id } violations { code } } }`;
  const input = { activityId: activityId(), title: 'A shoot', steps };
  const { assignment } = await ask<Answer>(p, plan, { input });
  const start = `mutation ($input: AssignmentStepInput!) { startAssignment(input: $input) {
    violations { code } } }`;
  expect(codes(await ask(p, start, { input: { id: assignment.id, ...key() } }))).toEqual([]);
  await runAssignments(p.platform);
  const query = `query ($id: ID!) { assignment(id: $id) { status steps { status reference } } }`;
  return ask(p, query, { id: assignment.id });
}

/** How the co-operative's books have a thing. */
const booksOf = async (id: string): Promise<string[]> => {
  const rows = await p.admin.query<{ status: string }>(
    'select status from core.asset where id = $1',
    [id.split(':')[1]],
  );
  return rows.map(({ status }) => status);
};
