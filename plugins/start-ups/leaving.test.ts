import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  ask as asks,
  codesOf as codes,
  errorCode,
  giveMoney,
  type TestPlatform,
  testPlatform,
} from 'gezel/sdk/testing';
import './plugin.js';
import { handOver } from './hand-over.js';
import { MoveResolver } from './moves.resolver.js';
import { startUps } from './plugin.js';
import {
  type As,
  acceptedQuote,
  activityOf,
  engagement,
  invoice,
  key,
  mutation,
  stepper,
  type Told,
  tell,
} from './testing.js';

let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform({ plugins: [startUps] });
  await step('DescribeActivity', 'activity { companyName }', {
    ...{ activityId: activity(), companyName: 'Zonnig bv' },
  });
});
afterAll(() => p.close());

const itemFields = `id kind decision dueOn movedOn toDo viewerCan value { amount }`;

/** An item of no file. */
const strangeItem = 'StartUpSpinOffItem:019a0000-0000-7000-8000-00000000000a';

/** A file, and what one has to move of all of them. */
async function movesOf(as: 'member-stage' | 'finance'): Promise<Told> {
  const mine = `query { startUpMoves(first: 50) { nodes { ${itemFields} } } }`;
  const query = `query ($id: ID!) { startUpSpinOff(id: $id) { leftToMove completedOn
    items(first: 100) { nodes { ${itemFields} } } } }`;
  const [latest] = await p.admin.query<{ id: string }>(
    `select id from start_ups.spin_off where status = 'TRANSFERRED' order by id desc limit 1`,
  );
  return {
    spinOff: await asks(p, query, { id: `StartUpSpinOff:${latest?.id}` }, { as }),
    mine: ((await asks(p, mine, {}, { as })) as Told).nodes,
  };
}

const step = stepper(() => p);
const settled = ['ENGAGEMENT', 'DEPOSIT'];
const deposits = () => p.platform.host.context(p.ctx('member-stage'), 'start-ups').core.deposits;
const activity = () => activityOf(p);

const refused = (name: string, fields: string, input: object) =>
  errorCode(p, mutation(name, fields), { input });

describe('a spin-off', () => {
  const file = `spinOff { id status settled { amount } leftToMove completedOn viewerCan
    items(first: 100) { nodes { ${itemFields} } } }`;
  const prepared = (over: object = {}) => ({
    ...{ activityId: activity(), companyName: 'Zonnig bv', enterpriseNumber: '0566988259' },
    ...{ iban: 'BE68539007547034', transferOn: '2027-01-01', ...over },
  });
  let id: string;
  const van = {
    ...{ key: 'a-van', amountMinor: 200_00n, currency: 'EUR', service: 'start-ups.van' },
    source: { type: 'MobilityRental', id: '019a0000-0000-7000-8000-000000000009' },
  };

  const decide = async (choose: (item: Told) => object) => {
    const decisions = (await items()).items.nodes.map((item: Told) => ({
      ...{ itemId: item.id, ...choose(item) },
    }));
    return step('DecideSpinOffItems', file, { id, decisions });
  };
  const usual = ({ kind }: Told) => ({
    decision: kind === 'INVOICE' ? 'STAY' : settled.includes(kind) ? 'SETTLE' : 'CARRY',
    note: kind === 'DEBT' ? 'Letter of the board, 20 November' : null,
  });
  const items = (): Promise<Told> =>
    asks(
      p,
      'query ($id: ID!) { startUpSpinOff(id: $id) { items(first: 100) { nodes { id kind } } } }',
      { id },
    );

  beforeAll(async () => {
    for (const unitPrice of ['300.00', '100.00']) await invoice(p, unitPrice);
  });

  test('lists what the activity has and owes, of the core, of itself and as others told', async () => {
    await step('AddInvestment', 'investment { id }', {
      ...{ activityId: activity(), title: 'Oven', boughtOn: '2026-01-01', cost: '1200.00' },
      lifeMonths: 24,
    });
    const loan = 'FinancingLoan:019a0000-0000-7000-8000-000000000001';
    const thing = 'EquipmentItem:019a0000-0000-7000-8000-000000000002';
    await tell(p, { type: 'equipment.retired', subjectType: 'EquipmentItem', id: thing });
    const out = { type: 'equipment.handed-out', subjectType: 'EquipmentItem', id: thing };
    await tell(p, { ...out, payload: { valueMinor: '100' } });
    const drawn = { type: 'financing.loan-drawn', subjectType: 'FinancingLoan', id: loan };
    for (const _ of [1, 2]) await tell(p, { ...drawn, payload: { valueMinor: '50000' } });
    await giveMoney(p, startUps, 200_00n);
    await deposits().hold({ ...van, activityId: p.activityIds['member-stage'] });
    const opened = await step('PrepareSpinOff', file, prepared());
    expect(codes(opened)).toEqual([]);
    id = opened.spinOff.id;
    const listed = opened.spinOff.items.nodes;
    const kinds = listed.map(({ kind }: Told) => kind);
    expect(kinds.filter((kind: string) => kind === 'CLIENT')).toHaveLength(2);
    expect(kinds).toEqual(expect.arrayContaining(['INVOICE', 'INVESTMENT', 'DEBT']));
    expect(kinds).not.toContain('EQUIPMENT');
    const value = (kind: string) => listed.find((item: Told) => item.kind === kind).value.amount;
    const worth = ['DEBT', 'INVESTMENT', 'DEPOSIT'].map(value);
    expect(worth).toEqual(['500.00', '550.00', '200.00']);
  });

  test('meets everything that stands in its way at once, and takes up what has come since', async () => {
    await invoice(p, '50.00');
    const tried = await step('SubmitSpinOff', file, { id, dryRun: true });
    expect(codes(tried)).toEqual([
      ...['start-ups.spin-off-inventory-grew', 'start-ups.spin-off-undecided'],
      'start-ups.spin-off-no-shares',
    ]);
    const again = await step('PrepareSpinOff', file, prepared());
    expect(again.spinOff.id).toBe(id);
    await decide(() => ({ decision: 'CARRY' }));
    expect(codes(await step('SubmitSpinOff', file, { id }))).toEqual([
      ...['start-ups.spin-off-decided-otherwise', 'start-ups.spin-off-without-consent'],
      'start-ups.spin-off-no-shares',
    ]);
    await decide(usual);
    const submitted = await step('SubmitSpinOff', file, { id });
    expect(submitted.spinOff.status).toBe('SUBMITTED');
    expect(codes(await step('PrepareSpinOff', file, prepared()))).toEqual([
      'start-ups.spin-off-open',
    ]);
  });

  test('is judged and carried out by others, on its day, and pays what is left once', async () => {
    const judge = { id, favourable: true, reasons: 'A sound plan.' };
    expect(await refused('JudgeSpinOff', file, judge)).toBe('FORBIDDEN');
    const both = await Promise.all(
      ['adviser', 'admin'].map((as) => step('JudgeSpinOff', file, judge, as as As)),
    );
    expect(both.flatMap(codes).filter((code) => code !== 'start-ups.spin-off-no-shares')).toEqual([
      'start-ups.spin-off-is-approved',
    ]);
    await giveMoney(p, startUps, 2_000_00n);
    const transfer = { id, amount: '1500.00', ...key() };
    const early = await step('TransferSpinOff', file, transfer, 'finance');
    expect(codes(early)).toEqual(
      expect.arrayContaining(['start-ups.spin-off-too-early', 'start-ups.spin-off-unsettled']),
    );
    await deposits().giveBack({ key: van.key, keptMinor: 0n });
    p.setToday('2027-01-01');
    const much = await step('TransferSpinOff', file, { ...transfer, amount: '99999' }, 'finance');
    expect(codes(much)).toContain('money.insufficient-funds');
    const done = await Promise.all(
      [1, 2].map(() => step('TransferSpinOff', file, transfer, 'finance')),
    );
    for (const { spinOff: told } of done) {
      expect(told).toMatchObject({ status: 'TRANSFERRED', settled: { amount: '1500.00' } });
    }
    const payouts = await p.admin.query(
      `select status, amount_minor from core.payout where source_type = 'start_up_spin_off'`,
    );
    expect(payouts).toEqual([{ status: 'DUE', amount_minor: 150_000n }]);
    const [{ payload }] = (await p.admin.query(
      `select payload from core.outbox where type = 'start-ups.spun-off'`,
    )) as [Told];
    const carried = payload.carried.map(({ kind }: Told) => kind);
    expect(carried).toEqual(expect.arrayContaining(['CLIENT', 'INVESTMENT', 'DEBT']));
    expect(carried).not.toContain('INVOICE');
    const gone = await step('WithdrawSpinOff', file, { id });
    expect(codes(gone)).toEqual(['start-ups.spin-off-is-transferred']);
    p.setToday('2026-11-23');
  });

  test('leaves to each owner what is still to move, until the last has moved', async () => {
    const { spinOff, mine } = await movesOf('member-stage');
    const still = spinOff.items.nodes.filter(({ dueOn }: Told) => dueOn !== null);
    expect(spinOff).toMatchObject({ leftToMove: 4, completedOn: null });
    expect(still.map(({ kind }: Told) => kind).sort()).toEqual([
      ...['CLIENT', 'CLIENT', 'CLIENT', 'DEBT'],
    ]);
    expect(mine.map(({ kind, dueOn }: Told) => `${kind} ${dueOn}`)).toEqual(
      Array(3).fill('CLIENT 2027-01-31'),
    );
    expect(mine[0]).toMatchObject({
      ...{ viewerCan: ['start-ups.confirm-move'], toDo: expect.stringContaining('company') },
    });
    const debt = still.find(({ kind }: Told) => kind === 'DEBT');
    const told = { itemId: debt.id, how: 'Signed' };
    expect(await refused('ConfirmMove', 'item { id }', told)).toBe('FORBIDDEN');
    const to = { itemId: debt.id, ownerId: `Member:${p.memberIds['member-stage']}` };
    expect(await refused('AssignMove', 'item { id }', to)).toBe('FORBIDDEN');
    const { item } = await step('AssignMove', 'item { owner { id } }', to, 'finance');
    expect(item.owner.id).toBe(to.ownerId);
    const [invoiced] = spinOff.items.nodes.filter(({ kind }: Told) => kind === 'INVOICE');
    const stays = { itemId: invoiced.id, how: 'x' };
    expect(codes(await step('ConfirmMove', 'item { id }', stays, 'finance'))).toEqual([
      'start-ups.spin-off-not-carried',
    ]);
    for (const { id: itemId } of mine) {
      const how = 'Letter to the client';
      const both = await Promise.all(
        [1, 2].map(() => step('ConfirmMove', 'item { movedOn movedHow }', { itemId, how })),
      );
      expect(both.flatMap(codes)).toEqual(['start-ups.spin-off-moved']);
    }
    const debts = {
      subjectType: 'FinancingLoan',
      id: 'FinancingLoan:019a0000-0000-7000-8000-000000000001',
    };
    for (const _ of [1, 2]) await tell(p, { type: 'financing.loan-assumed', ...debts });
    const after = await movesOf('member-stage');
    expect(after).toMatchObject({
      ...{ spinOff: { leftToMove: 0, completedOn: '2026-11-23' }, mine: [] },
    });
    const completed = await p.admin.query(
      `select 1 from core.outbox where type = 'start-ups.spin-off-completed'`,
    );
    expect(completed).toHaveLength(1);
  });

  test('gives the company in writing what goes along, to those who see it', async () => {
    const open = (as: 'member-stage' | 'member-film') =>
      handOver.open(p.platform.host.context(p.ctx(as), startUps.name), {
        id: id.split(':')[1] as string,
      });
    const bundle = await open('member-stage');
    expect(bundle?.filename).toBe('spin-off-0566988259-2027-01-01.zip');
    const zip = Buffer.from(bundle?.body as Uint8Array).toString('latin1');
    for (const name of ['inventory', 'clients', 'agreements', 'cap-table', 'securities']) {
      expect(zip).toContain(`${name}.json`);
    }
    expect(await open('member-film')).toBeNull();
    const link = 'query ($id: ID!) { startUpSpinOff(id: $id) { document { filename } } }';
    expect(await asks(p, link, { id })).toEqual({ document: { filename: bundle?.filename } });
  });

  test('waits for what is to be ended before, and can be given up until it is carried out', async () => {
    await engagement(p, 'SIGNED');
    const opened = await step('PrepareSpinOff', file, prepared());
    id = opened.spinOff.id;
    await decide(usual);
    await step('SubmitSpinOff', file, { id });
    await step('JudgeSpinOff', file, { id, favourable: true, reasons: 'Yes.' }, 'adviser');
    p.setToday('2027-01-01');
    const input = { id, amount: '0', ...key() };
    expect(codes(await step('TransferSpinOff', file, input, 'finance'))).toContain(
      'start-ups.spin-off-unsettled',
    );
    p.setToday('2026-11-23');
    const gone = await step('WithdrawSpinOff', file, { id });
    expect(gone.spinOff).toMatchObject({ status: 'WITHDRAWN', viewerCan: [] });
    const late = {
      id,
      decisions: [{ itemId: (await items()).items.nodes[0].id, decision: 'STAY' }],
    };
    expect(codes(await step('DecideSpinOffItems', file, late))).toContain(
      'start-ups.spin-off-is-withdrawn',
    );
  });

  test('carries people, orders and leased things as somebody’s task, and nothing that is only lent', async () => {
    const lent = 'EquipmentRental:019a0000-0000-7000-8000-000000000003';
    const thing = 'EquipmentItem:019a0000-0000-7000-8000-000000000004';
    const handedOut = { type: 'equipment.handed-out', payload: { valueMinor: '100', lent: true } };
    await tell(p, { ...handedOut, subjectType: 'EquipmentRental', id: lent });
    await tell(p, { ...handedOut, subjectType: 'EquipmentItem', id: thing, payload: {} });
    await acceptedQuote(p);
    const opened = await step('PrepareSpinOff', file, prepared());
    id = opened.spinOff.id;
    expect(opened.spinOff.items.nodes.find(({ kind }: Told) => kind === 'ORDER')).toBeDefined();
    const other = { id, decisions: [{ itemId: strangeItem, decision: 'CARRY' }] };
    expect(codes(await step('DecideSpinOffItems', file, other))).toEqual([
      'start-ups.spin-off-no-item',
    ]);
    const carry = (item: Told) => ({
      ...usual(item),
      ...(['ENGAGEMENT', 'ORDER'].includes(item.kind) ? { decision: 'CARRY' } : {}),
    });
    await decide(carry);
    expect(codes(await step('SubmitSpinOff', file, { id, dryRun: true }))).toEqual([
      ...['start-ups.spin-off-decided-otherwise', 'start-ups.spin-off-no-shares'],
    ]);
    await tell(p, { type: 'equipment.returned', subjectType: 'EquipmentRental', id: lent });
    await step('PrepareSpinOff', file, prepared());
    const { spinOff: submitted } = await step('SubmitSpinOff', file, { id });
    const kinds = submitted.items.nodes.map(({ kind }: Told) => kind);
    expect(kinds.filter((kind: string) => kind === 'EQUIPMENT')).toHaveLength(1);
    for (const as of ['adviser', 'finance'] as const) {
      const judge = { id, favourable: true, reasons: 'Yes.' };
      if (as === 'adviser') await step('JudgeSpinOff', file, judge, as);
    }
    p.setToday('2027-01-01');
    const input = { id, amount: '0', ...key() };
    const done = await step('TransferSpinOff', file, input, 'finance');
    p.setToday('2026-11-23');
    expect(done.violations.map(({ code }: Told) => code)).toEqual(['start-ups.spin-off-no-shares']);
    const tasks = (await movesOf('finance')).mine.map(({ kind }: Told) => kind).sort();
    expect(tasks).toEqual(
      ['DEBT', 'ENGAGEMENT', 'EQUIPMENT'].filter((kind) => tasks.includes(kind)),
    );
    expect(tasks).toEqual(expect.arrayContaining(['ENGAGEMENT', 'EQUIPMENT']));
    const [employed] = await p.admin.query<{ id: string }>(
      `select subject_id as id from start_ups.spin_off_item
       where kind = 'ENGAGEMENT' and due_on is not null`,
    );
    const engaged = `Engagement:${employed?.id}`;
    await tell(p, { type: 'engagement.ended', subjectType: 'Engagement', id: engaged });
    await tell(p, { type: 'equipment.retired', subjectType: 'EquipmentItem', id: thing });
    const left = (await movesOf('finance')).mine.map(({ kind }: Told) => kind);
    expect(left).not.toEqual(expect.arrayContaining(['ENGAGEMENT']));
    expect(left).not.toEqual(expect.arrayContaining(['EQUIPMENT']));
  });

  test.each([
    ['CLIENT', 'start-ups.move-client'],
    ['ORDER', 'start-ups.move-order'],
    ['CONTRACT', 'start-ups.move-contract'],
    ['ENGAGEMENT', 'start-ups.move-engagement'],
    ['EQUIPMENT', 'start-ups.move-equipment'],
    ['DEBT', 'start-ups.move-debt'],
  ])(
    'tells the owner of a thing of the kind %s what to do until it has moved: %s',
    (kind, code) => {
      const ctx = p.platform.host.context(p.ctx('member-stage'), startUps.name);
      const toDo = (over: object) =>
        new MoveResolver().toDo({ kind, decision: 'CARRY', movedOn: null, ...over } as never, ctx);
      expect(toDo({})).toBe(startUps.messages[code]?.en);
      expect(toDo({ decision: 'SETTLE' })).toBeNull();
      expect(toDo({ movedOn: '2027-01-01' })).toBeNull();
      expect(toDo({ kind: 'INVESTMENT' })).toBeNull();
    },
  );

  test('is judged once, by somebody else than its manager, and says how far it is', async () => {
    const { spinOff: opened } = await step('PrepareSpinOff', file, prepared());
    id = opened.id;
    const judge = { id, favourable: false, reasons: 'Not yet.' };
    expect(codes(await step('JudgeSpinOff', file, judge, 'adviser'))).toEqual([
      'start-ups.spin-off-is-draft',
    ]);
    await decide(usual);
    await step('SubmitSpinOff', file, { id });
    expect(codes(await step('SubmitSpinOff', file, { id }))).toEqual([
      'start-ups.spin-off-is-submitted',
    ]);
    const [of] = [p.activityIds['member-stage']];
    const managed = (by: string) =>
      p.admin.query('update core.activity set manager_id = $2 where id = $1', [of, by]);
    await managed(p.memberIds.adviser);
    expect(codes(await step('JudgeSpinOff', file, judge, 'adviser'))).toEqual([
      'start-ups.four-eyes',
    ]);
    await managed(p.memberIds['member-stage']);
    await step('JudgeSpinOff', file, judge, 'adviser');
    expect(codes(await step('WithdrawSpinOff', file, { id }))).toEqual([
      'start-ups.spin-off-is-refused',
    ]);
  });

  test('is taken apart before it leaves when it has more than an inventory lists', async () => {
    await p.admin.query(
      `insert into start_ups.holding
         (cooperative_id, id, activity_id, kind, subject_type, subject_id, open, told_at)
       select $1, gen_random_uuid(), $2, 'EQUIPMENT', 'Many', gen_random_uuid(), true, now()
       from generate_series(1, 500)`,
      [p.cooperativeId, p.activityIds['member-stage']],
    );
    const tried = await step('PrepareSpinOff', file, prepared({ dryRun: true }));
    expect(tried.violations).toMatchObject([{ code: 'start-ups.spin-off-too-large' }]);
    await p.admin.query(`delete from start_ups.holding where subject_type = 'Many'`);
  });

  test('is not there for strangers, and takes no bad company', async () => {
    const query = 'query ($id: ID!) { startUpSpinOff(id: $id) { id } }';
    expect(await asks(p, query, { id }, { as: 'member-film' })).toBeNull();
    for (const over of [
      { enterpriseNumber: '0566988258' },
      { iban: 'BE00' },
      { transferOn: '2026-11-23' },
      { companyName: ' ' },
    ]) {
      const asked = asks(p, mutation('PrepareSpinOff', file), { input: prepared(over) });
      await expect(asked).rejects.toThrow();
    }
  });
});
