import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { seedEmployment } from '../../core/employment/reference.js';
import { insertWorked } from '../../core/employment/testing/worked-contracts.js';
import { createQuote } from '../../core/money/quote/create-quote.js';
import { line, newClient, newInvoice, standing } from '../../core/money/testing.js';
import { newId } from '../../core/platform/ids.js';
import { Loaders } from '../../core/platform/read/loaders.js';
import type { TestPerson } from '../../core/platform/testing/fixture.js';
import type { PluginContext } from '../../core/sdk/plugin-context.js';
import { refusalOf } from '../../core/sdk/refusal.js';
import { type TwoServers, twoServers } from '../federation/testing/two-servers.js';
import { move } from './core-moves.js';
import { sessions } from './sessions.js';
import { leftStanding, lostAfterCore, standingMove } from './testing/left-standing.js';
import { aThing, thingsOf } from './testing/things.js';
import { covers, films, till } from './testing/till.js';

/** What the core does beside a transaction of a plugin elsewhere, and what a bridge elsewhere offers. */
let two: TwoServers;
beforeAll(async () => {
  two = await twoServers(till, { local: [covers, films] });
});
afterAll(() => two.close());

const activityId = () => two.gateway.activityIds['member-stage'];

/** The plugin's own context, for somebody whose token came along. */
async function there(who: TestPerson): Promise<PluginContext> {
  const { platform } = two.satellite;
  const ctx = two.gateway.ctx(who);
  await platform.host.enabled(ctx.viewer.cooperativeId);
  return platform.host.context({ ...ctx, platform, loaders: new Loaders() }, till.name);
}

/** Everything that the ledger and what moves it hold. */
async function money(): Promise<string> {
  const tables = ['ledger.entry', 'core.payout', 'core.service_charge', 'core.charge_refund'];
  const more = ['core.deposit', 'core.loan_move', 'core.service_payout'];
  const texts = [...tables, ...more].map(async (table) => {
    const [row] = await two.gateway.admin.query<{ text: string | null }>(
      `select string_agg(t::text, ' ' order by t::text) as text from ${table} t`,
    );
    return row?.text ?? '';
  });
  return (await Promise.all(texts)).join('\n');
}

const price = (key: string, amountMinor: bigint) => ({
  ...{ key, amountMinor, currency: 'EUR', service: 'till.sale', activityId: activityId() },
  source: { type: 'Activity', id: activityId() },
});

const to = { iban: 'BE68539007547034', holder: 'A company', remittance: null };

/** Lends, takes, gives back in part, sets apart and pays out: all that money can be moved by. */
async function movesOf(own: Pick<PluginContext, 'core'>) {
  const [loanId, sale, held, paid] = [newId(), newId(), newId(), newId()];
  const loan = { key: newId(), loanId, amountMinor: 50_000n, currency: 'EUR' };
  const borrower = { type: 'Activity', id: activityId() } as const;
  await own.core.loans.draw({ ...loan, borrower, service: 'till.loan', activityId: activityId() });
  await own.core.charge(price(sale, 10_000n));
  await own.core.refund(sale, { key: newId(), amountMinor: 4_000n });
  await own.core.deposits.hold(price(held, 5_000n));
  expect(await own.core.deposits.held(activityId())).toMatchObject([{ amountMinor: 5_000n }]);
  await own.core.deposits.giveBack({ key: held, keptMinor: 1_000n });
  await thingsOf(own, { ...price(sale, 10_000n), budget: 'PURCHASES' });
  const { payoutId } = await own.core.payOut({ ...price(paid, 7_000n), ...to });
  return { payoutId, state: await own.core.loans.state(loanId) };
}

describe('a transaction of a plugin elsewhere', () => {
  test('leaves no trace of anything that the core did for it when it is rolled back', async () => {
    const before = await money();
    const own = await there('finance');
    const failing = own.transaction(async (inside) => {
      const { state } = await movesOf(inside);
      // What it has just had done, it sees.
      expect(state).toMatchObject({ drawnMinor: 50_000n, owedMinor: 50_000n });
      throw new Error('After all not.');
    });
    await expect(failing).rejects.toThrow('After all not.');
    expect(await money()).toBe(before);
  });

  test('commits with all of it, and a refusal inside leaves the rest as it is', async () => {
    const own = await there('finance');
    const { payoutId } = await own.transaction(async (inside) => {
      const refused = await inside.core.charge(price(newId(), 90_000_000n)).catch(refusalOf);
      expect(refused).toMatchObject({ code: 'INSUFFICIENT_FUNDS' });
      return movesOf(inside);
    });
    const again = await own.core.payOut({ ...price(newId(), 1n), ...to }).catch(refusalOf);
    expect(again).toEqual({ code: 'REFUSED', findings: [{ code: 'payout.paid-before' }] });
    const [payout] = await two.gateway.admin.query(
      'select status, amount_minor from core.payout where id = $1',
      [payoutId],
    );
    expect(payout).toEqual({ status: 'DUE', amount_minor: 7_000n });
    const [refund] = await two.gateway.admin.query('select amount_minor from core.charge_refund');
    expect(refund).toEqual({ amount_minor: 4_000n });
  });

  describe('whose own commit fails after that of the core', () => {
    const lost = (work: (inside: PluginContext) => Promise<unknown>) =>
      lostAfterCore(two, till.name, work);
    const words = 'what the core did was not undone';
    /** A document is paid out once. */
    const once = () => ({ ...to, source: { type: 'Activity', id: newId() } });
    const available = async () => (await standing(two.gateway, 'member-stage')).available;

    const leftBehind = () => leftStanding(two.gateway);

    test('what can be undone is; what cannot a person finds, without anybody’s account', async () => {
      const before = await available();
      const [sale, out] = [newId(), newId()];
      const lines = await lost(async ({ core }) => {
        await core.charge(price(sale, 10_000n));
        await core.refund(sale, { key: newId(), amountMinor: 4_000n });
        await core.payOut({ ...price(out, 7_000n), ...once() });
      });
      const about = { err: undefined, requestId: expect.any(String) };
      expect(lines).toEqual([{ ...about, move: 'payOut', key: out, words }]);
      expect(before - (await available())).toBe(7_000n);
      expect(await leftBehind()).toEqual([standingMove(till.name, 'payOut', out)]);
      expect(await leftBehind()).toEqual([]);
    });

    test('a whole refund is taken again, and what its key gives back afterwards stays', async () => {
      const own = await there('finance');
      const sale = newId();
      const whole = await available();
      await own.transaction(({ core }) => core.charge(price(sale, 10_000n)));
      for (const _ of [1, 2]) {
        expect(await lost(({ core }) => core.refund(sale))).toEqual([]);
        expect(await available()).toBe(whole - 10_000n);
      }
      for (const _ of [1, 2]) {
        await (await there('finance')).transaction(({ core }) => core.refund(sale));
        expect(await available()).toBe(whole);
      }
      expect(await leftBehind()).toEqual([]);
    });

    test('a repayment is lent again, and its key repays nothing any more', async () => {
      const own = await there('finance');
      const [loanId, draw, repay] = [newId(), newId(), newId()];
      const borrower = { type: 'Activity', id: activityId() } as const;
      const loan = { loanId, currency: 'EUR', service: 'till.loan', activityId: activityId() };
      await own.core.loans.draw({ ...loan, key: draw, borrower, amountMinor: 50_000n });
      const before = await available();
      const part = { key: repay, loanId, amountMinor: 20_000n };
      expect(await lost(({ core }) => core.loans.repay(part))).toEqual([]);
      expect(await available()).toBe(before);
      expect(await own.core.loans.state(loanId)).toMatchObject({ owedMinor: 50_000n });
      await expect((await there('finance')).core.loans.repay(part)).rejects.toMatchObject({
        code: 'CONFLICT',
      });
      const lines = await lost(({ core }) =>
        core.loans.writeOff({ key: draw + repay, loanId, amountMinor: 1_000n }),
      );
      expect(lines).toMatchObject([{ move: 'loans.writeOff', key: draw + repay, words }]);
      expect(await leftBehind()).toEqual([standingMove(till.name, 'loans.writeOff', draw + repay)]);
    });

    test('a refund in part is taken again, and its key gives nothing back any more', async () => {
      const own = await there('finance');
      const [sale, part] = [newId(), { key: newId(), amountMinor: 4_000n }];
      await own.transaction(({ core }) => core.charge(price(sale, 10_000n)));
      const before = await available();
      expect(await lost(({ core }) => core.refund(sale, part))).toEqual([]);
      expect(await available()).toBe(before);
      const again = (await there('finance')).transaction(({ core }) => core.refund(sale, part));
      await expect(again).rejects.toMatchObject({ code: 'CONFLICT' });
      const undo = { key: sale, part };
      await move(two.gateway.ctx('finance'), till.name, 'refund.undo', undo);
      expect(await available()).toBe(before);
      await move(two.gateway.ctx('finance'), till.name, 'refund.undo', {
        ...{ key: sale, part: { key: newId(), amountMinor: 1n } },
      });
      expect(await available()).toBe(before);
      await own.transaction(({ core }) => core.refund(sale));
      expect(await available()).toBe(before + 10_000n);
    });

    test('what was asked of a late client is asked no more, and a withdrawal is logged', async () => {
      const own = await there('finance');
      const { id: invoiceId } = await newInvoice(two.gateway, 'member-film');
      const notice = { service: 'till.notice', invoiceId, on: '2026-11-20', costsMinor: 4_000n };
      const whole = { interestMinor: 0n, penaltyMinor: 0n, proceeds: 'COMMUNITY' } as const;
      const first = { ...notice, ...whole, key: newId() };
      const second = { ...first, key: newId(), costsMinor: 9_000n };
      await own.transaction(({ core }) => core.lateCharges.ask(first));
      const open = async () => (await own.core.lateCharges.state(invoiceId))?.open.costsMinor;
      expect(await lost(({ core }) => core.lateCharges.ask(second))).toEqual([]);
      expect(await open()).toBe(4_000n);
      const again = (await there('finance')).transaction(({ core }) =>
        core.lateCharges.ask(second),
      );
      await expect(again).rejects.toMatchObject({ code: 'CONFLICT' });
      const { service } = notice;
      const lines = await lost(({ core }) => core.lateCharges.withdraw({ service, invoiceId }));
      expect(lines).toMatchObject([{ move: 'lateCharges.withdraw', key: invoiceId, words }]);
      expect(await leftBehind()).toEqual([
        standingMove(till.name, 'lateCharges.withdraw', invoiceId),
      ]);
      expect(await open()).toBe(0n);
    });

    test('a thing is off the books again; one that was given up a person finds', async () => {
      const own = await there('finance');
      const [bought, sold] = [aThing(activityId()), aThing(activityId())];
      expect(await lost(({ core }) => core.assets.acquire(bought))).toEqual([]);
      expect(await own.core.assets.state(bought.assetId)).toMatchObject({ status: 'CANCELLED' });
      await (await there('finance')).core.assets.acquire(sold);
      const lines = await lost(({ core }) => core.assets.dispose(sold.assetId));
      expect(lines).toMatchObject([{ move: 'assets.dispose', key: sold.assetId, words }]);
      expect(await leftBehind()).toEqual([standingMove(till.name, 'assets.dispose', sold.assetId)]);
    });

    test('a refund that is spent meanwhile stays, and is logged with the reason', async () => {
      const own = await there('finance');
      const [sale, part] = [newId(), { key: newId(), amountMinor: 4_000n }];
      await own.transaction(({ core }) => core.charge(price(sale, 10_000n)));
      const rest = await available();
      await own.transaction(({ core }) => core.charge(price(newId(), rest)));
      const lines = await lost(async ({ core }) => {
        await core.refund(sale, part);
        await core.payOut({ ...price(newId(), 3_000n), ...once() });
      });
      expect(lines).toMatchObject([
        { move: 'payOut', words },
        { move: 'refund', key: sale, words, err: expect.any(Error) },
      ]);
      expect(await available()).toBe(1_000n);
      const refused = 'money.insufficient-funds';
      expect((await leftBehind()).map(({ codes }) => codes)).toEqual([
        ['assignment.move-not-undone', refused],
        ['assignment.move-not-undone'],
      ]);
    });
  });

  test('holds what it locks until it ends', async () => {
    const own = await there('admin');
    const taken = () =>
      two.gateway.admin
        .query('select from core.activity where id = $1 for update nowait', [activityId()])
        .then(
          () => false,
          () => true,
        );
    await own.transaction(async (inside) => {
      expect(await inside.core.lock('Activity', activityId())).toMatchObject({ status: 'OPEN' });
      expect(await taken()).toBe(true);
    });
    expect(await taken()).toBe(false);
  });

  test('is taken back by itself when nobody ends it, and cannot be committed then', async () => {
    const before = await money();
    const quick = sessions(250);
    const id = await quick.begin(two.gateway.ctx('admin'), 'till');
    const session = quick.find(id, 'till');
    expect(quick.find(id, 'covers')).toBeUndefined();
    const core = two.gateway.platform.host.port(session?.ctx as never);
    const loan = { key: newId(), loanId: newId(), amountMinor: 1_000n, currency: 'EUR' };
    const borrower = { type: 'Activity', id: activityId() } as const;
    const draw = { ...loan, borrower, service: 'till.loan', activityId: activityId() };
    await session?.held?.inTurn(() => core.loans.draw(draw));
    while (quick.find(id, 'till') !== undefined) await setImmediate();
    await expect(session?.held?.end(true)).rejects.toThrow('nobody ended it in time');
    expect(await money()).toBe(before);
  });

  test('is refused while others hold half of the connections', async () => {
    const all = sessions();
    const ctx = two.gateway.ctx('admin');
    const most = Math.floor(ctx.platform.config.databasePoolSize / 2);
    const open = await Promise.all(Array.from({ length: most }, () => all.begin(ctx, 'till')));
    await expect(all.begin(ctx, 'till')).rejects.toMatchObject({ code: 'PLUGIN_UNAVAILABLE' });
    await Promise.all(open.map((id) => all.find(id, 'till')?.held?.end(false)));
    const again = await all.begin(ctx, 'till');
    await all.find(again, 'till')?.held?.end(false);
  });
});

/** One of each document of the activity, by its type: with all that the port tells of it. */
async function documents(): Promise<(readonly [string, string])[]> {
  const { admin, cooperativeId, memberIds, ctx } = two.gateway;
  const order = {
    ...{ activityId: activityId(), validUntil: '2026-12-31', lines: [line('10.00')] },
    clientId: await newClient(two.gateway, 'member-stage'),
  };
  const { quote } = await createQuote(ctx('member-stage'), order);
  await seedEmployment(admin, cooperativeId);
  const engagementId = newId();
  const assignmentId = newId();
  const params = [cooperativeId, engagementId, activityId(), memberIds['member-stage']];
  await admin.query(
    `insert into core.engagement (cooperative_id, id, activity_id, worker_id, kind, status, currency,
       fixed_minor, advance_minor, schedule, from_day, last_day, end_reason, signed_on, created_by)
     values ($1, $2, $3, $4, 'open-ended', 'SIGNED', 'EUR', 420000, 50000,
       '{456,456,456,456,456,0,0}', '2026-01-01', '2026-12-31', 'Agreed', '2025-12-20', $4)`,
    params,
  );
  const worked = { cooperativeId, count: 1, dueOn: '2026-10-30', workerIds: [params[3] as string] };
  await insertWorked(admin, { ...worked, activityIds: [activityId()] });
  const [contract] = await admin.query<{ id: string }>(
    `update core.contract set engagement_id = $2, joint_committee = '304'
     where cooperative_id = $1 and activity_id = $3 and worker_id = $4 returning id`,
    params,
  );
  await admin.query(
    `insert into core.assignment
       (cooperative_id, id, activity_id, title, status, currency, planned_by, planned_at)
     values ($1, $2, $3, 'A tour', 'PLANNED', 'EUR', $4, now())`,
    [cooperativeId, assignmentId, ...params.slice(2)],
  );
  return [
    ['Quote', quote?.id as string],
    ['Contract', contract?.id as string],
    ['Engagement', engagementId],
    ['Assignment', assignmentId],
  ];
}

describe('the port', () => {
  /** The names of everything that an object can be asked, its parts' too. */
  const doors = (one: object, prefix = ''): string[] =>
    Object.entries(one)
      .flatMap(([name, value]) =>
        typeof value === 'object' && value !== null
          ? doors(value, `${prefix}${name}.`)
          : [`${prefix}${name}`],
      )
      .sort();

  test('has the same doors there as here', async () => {
    const here = two.gateway.platform.host.context(two.gateway.ctx('finance'), films.name);
    const own = await there('finance');
    for (const part of ['core', 'files', 'facts', 'providers'] as const) {
      expect(doors(own[part])).toEqual(doors(here[part]));
    }
    expect(Object.keys(own).sort()).toEqual(Object.keys(here).sort());
  });

  test('tells the same of each thing of the core there as here', async () => {
    const { id: invoiceId } = await newInvoice(two.gateway, 'member-stage');
    const here = two.gateway.platform.host.context(two.gateway.ctx('finance'), films.name);
    const own = await there('finance');
    const invoice = await here.core.invoice(invoiceId);
    const things = [
      ['Activity', activityId()],
      ['Member', two.gateway.memberIds['member-stage']],
      ['Invoice', invoiceId],
      ['Client', invoice?.clientId as string],
      ['HostEntity', invoice?.hostEntityId as string],
      ...(await documents()),
    ] as const;
    for (const [type, id] of things) {
      const told = await here.core.read(type as 'Activity', id as string);
      expect(told).toMatchObject({ id });
      expect(Object.values(told as object)).not.toContain(undefined);
      expect(await own.core.read(type as 'Activity', id as string)).toEqual(told);
      expect(await own.core.read(type as 'Activity', newId())).toBeNull();
    }
    for (const type of ['Invoice', 'Quote', 'Contract', 'Engagement'] as const) {
      const told = await here.core.list(type, activityId());
      expect(told).toHaveLength(1);
      expect(await own.core.list(type, activityId())).toEqual(told);
    }
    expect(await own.core.invoiceDocument(invoiceId)).toMatchObject({
      mediaType: 'application/pdf',
    });
  });
});

test('a bridge elsewhere makes of what a tool here offers what fits the other side', async () => {
  const { data, errors } = await two.gateway.graphql<{
    planAssignment: { assignment: { id: string } | null; violations: { code: string }[] };
  }>(
    `mutation ($input: PlanAssignmentInput!) { planAssignment(input: $input) {
      assignment { id } violations { code } } }`,
    {
      input: {
        ...{ activityId: `Activity:${activityId()}`, title: 'All of it', allInclusive: true },
        days: ['2027-01-01'],
      },
    },
    { as: 'member-stage' },
  );
  expect(errors).toBeUndefined();
  expect(data?.planAssignment.assignment).not.toBeNull();
  const steps = await two.gateway.admin.query(
    `select input from core.assignment_step where tool = 'covers.cover'`,
  );
  const days = ['2027-01-01', '2027-01-02'];
  expect(steps).toEqual([{ input: { days, activity: 'Activity of member-stage' } }]);
});
