import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type TestPlatform, testPlatform } from 'gezel/sdk/testing';
import { collection } from './plugin.js';
import {
  ask,
  codes,
  type Late,
  lateInvoice,
  pays,
  type Told,
  take,
  type Values,
} from './testing.js';

/** What the ladder does on the day itself, the day before, and when something stops it. */
let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform({ plugins: [collection] });
  const ctx = p.platform.host.context(p.ctx('admin'), collection.name);
  await collection.seeds.reference?.(ctx);
  await collection.seeds.demo?.(ctx, []);
});
afterAll(() => p.close());

const local = ({ invoiceId }: Pick<Late, 'invoiceId'>) => invoiceId.replace('Invoice:', '');

async function watched(kind = 'COMPANY', unitPrice = '1000.00'): Promise<Late> {
  const late = await lateInvoice(p, kind, unitPrice);
  const opened = { invoiceId: late.invoiceId, subject: 'Three days' };
  expect(codes(await take(p, 'Open', opened))).toEqual([]);
  return late;
}

/** Given notice by e-mail on 5 November: fourteen days, until the 19th. */
async function noticed(kind = 'COMPANY', unitPrice = '1000.00'): Promise<Late> {
  const late = await watched(kind, unitPrice);
  const notice = { invoiceId: late.invoiceId, channel: 'EMAIL', sentOn: '2026-11-05' };
  expect(codes(await take(p, 'GiveNotice', notice))).toEqual([]);
  return late;
}

const handOver = ({ invoiceId }: Late, over: Values = {}): Promise<Told> =>
  take(p, 'HandOver', { invoiceId, procedure: 'IOS', solventOn: '2026-11-19', ...over });

const requestOf = async (late: Late): Promise<{ state: string; request: Values } | undefined> => {
  const [row] = await p.admin.query<{ state: string; request: Values }>(
    `select state, request from core.provider_request where key like $1 || ':%'
     order by key desc limit 1`,
    [local(late)],
  );
  return row;
};

const fileOf = ({ invoiceId }: Late, fields = 'status nextStepOn') =>
  ask(p, `query ($id: ID!) { collectionFile(invoiceId: $id) { ${fields} } }`, { id: invoiceId });

describe('a bailiff is asked', () => {
  test('from the day after the term of the notice on, not on its last day', async () => {
    const late = await noticed();
    p.setToday('2026-11-19');
    expect(codes(await handOver(late, { dryRun: true }))).toEqual(['collection.notice-runs']);
    p.setToday('2026-11-20');
    expect(codes(await handOver(late, { dryRun: true }))).toEqual([]);
    p.setToday('2026-11-23');
  });

  test('when the register was seen within thirty days, and not before it was', async () => {
    const late = await noticed();
    const on = async (solventOn: string | null) =>
      codes(await handOver(late, { solventOn, dryRun: true }));
    expect(await on('2026-10-23')).toEqual(['collection.ios-solvency']);
    expect(await on('2026-10-24')).toEqual([]);
    expect(await on('2026-11-23')).toEqual([]);
    expect(await on('2026-11-24')).toEqual(['collection.ios-solvency']);
    expect(await on(null)).toEqual(['collection.ios-solvency']);
  });

  test.each([
    // 9.75 € of the 100.00 € are more than a tenth: 40.00 € becomes 10.00 €.
    ['82.64', 999n],
    ['330.58', 4_000n],
    ['330.57', 3_999n],
  ])('for at most a tenth of %s and its VAT on top of interest', async (unitPrice, increase) => {
    const late = await noticed('COMPANY', unitPrice);
    expect(codes(await handOver(late))).toEqual([]);
    const asked = (await requestOf(late))?.request;
    expect(asked).toMatchObject({ procedure: 'IOS', noticedOn: '2026-11-05' });
    expect(BigInt(String(asked?.increaseMinor))).toBe(increase);
    expect(BigInt(String(asked?.interestMinor))).toBeGreaterThan(0n);
  });

  test('for an enterprise of the register only: others go to court', async () => {
    const late = await noticed();
    await p.admin.query(
      `update core.client set enterprise_number = null, vat_number = null where id =
         (select client_id from core.invoice where id = $1)`,
      [local(late)],
    );
    expect(codes(await handOver(late))).toEqual(['collection.ios-number']);
    for (const kind of ['FOREIGN', 'PUBLIC_BODY', 'CONSUMER']) {
      await p.admin.query(`update collection.file set debtor_kind = $2 where invoice_id = $1`, [
        ...[local(late), kind],
      ]);
      expect(codes(await handOver(late, { dryRun: true }))).toEqual(['collection.ios-companies']);
      expect(codes(await handOver(late, { procedure: 'COURT', dryRun: true }))).toEqual([]);
    }
  });
});

describe('a debt that is with the bailiff stops', () => {
  const atBailiff = async () => {
    const late = await noticed();
    expect(codes(await handOver(late))).toEqual([]);
    expect(await requestOf(late)).toMatchObject({ state: 'OPEN' });
    return late;
  };

  test('when it is disputed, also with the bailiff', async () => {
    const late = await atBailiff();
    const { invoiceId } = late;
    const disputed = await take(p, 'Dispute', { invoiceId, reason: 'Not what was ordered' });
    expect(disputed.file).toMatchObject({ status: 'DISPUTED', contestedOn: '2026-11-23' });
    expect((await requestOf(late))?.state).not.toBe('OPEN');
  });

  test('when a plan is agreed, which goes back to it only when it is broken', async () => {
    const late = await atBailiff();
    const { open } = await fileOf(late, 'open { total { amount } }');
    const amount = (open as { total: { amount: string } }).total.amount;
    const instalments = [{ day: '2026-12-01', amount }];
    const planned = await take(p, 'AgreePlan', { invoiceId: late.invoiceId, instalments });
    expect(planned.file).toMatchObject({ status: 'PLAN', nextStepOn: '2026-12-01' });
    expect((await requestOf(late))?.state).not.toBe('OPEN');
  });

  test('when it is paid, and when it is given up', async () => {
    const paid = await atBailiff();
    await pays(p, paid.communication, '1265.32');
    await p.platform.settle();
    expect(await fileOf(paid)).toEqual({ status: 'SETTLED', nextStepOn: null });
    expect((await requestOf(paid))?.state).not.toBe('OPEN');
    const dropped = await atBailiff();
    await take(p, 'Withdraw', { invoiceId: dropped.invoiceId, reason: 'Not worth it' });
    expect(await fileOf(dropped)).toEqual({ status: 'WITHDRAWN', nextStepOn: null });
    expect((await requestOf(dropped))?.state).not.toBe('OPEN');
  });
});

describe('what may be asked', () => {
  test('of an enterprise begins on the day after the due day, at the rate of its half-year', async () => {
    const late = await watched();
    const asked = 'claim { interest { amount } lumpSum { amount } penalty { amount } }';
    const on = async (day: string) => {
      p.setToday(day);
      const { claim } = await fileOf(late, asked);
      p.setToday('2026-11-23');
      return Object.values(claim as Values).map((one) => (one as { amount: string }).amount);
    };
    expect(await on('2026-10-10')).toEqual(['0.00', '0.00', '0.00']);
    // A day at 10.5 % of 1,210.00, and the lump sum of that day.
    expect(await on('2026-10-11')).toEqual(['0.35', '40.00', '0.00']);
  });

  test('of a consumer is nothing until the free reminder has run out, and then no more than the cap', async () => {
    const late = await watched('CONSUMER');
    const { invoiceId } = late;
    const reminder = { invoiceId, channel: 'EMAIL', sentOn: '2026-11-06' };
    const reminded = await take(p, 'Remind', reminder);
    expect(reminded.file?.letters).toMatchObject([
      { payBy: '2026-11-20', total: { amount: '1210.00' } },
    ]);
    const said = 'letters { announcedPenalty { amount } announcedInterest }';
    expect(await fileOf(late, said)).toEqual({
      letters: [{ announcedPenalty: { amount: '100.50' }, announcedInterest: '8.00' }],
    });
    const notice = (sentOn: string) =>
      take(p, 'GiveNotice', { invoiceId, channel: 'EMAIL', sentOn, dryRun: true });
    expect(codes(await notice('2026-11-20'))).toEqual(['collection.reminder-runs']);
    expect(codes(await notice('2026-11-21'))).toEqual([]);
    const asked = 'claim { lumpSum { amount } penalty { amount } interest { amount } }';
    p.setToday('2026-11-20');
    expect(await fileOf(late, asked)).toMatchObject({ claim: { penalty: { amount: '0.00' } } });
    p.setToday('2026-11-21');
    // 65 and 5 % of what is above 500: 100.50.
    expect(await fileOf(late, asked)).toEqual({
      claim: {
        ...{ lumpSum: { amount: '0.00' }, penalty: { amount: '100.50' } },
        interest: { amount: '0.27' },
      },
    });
    p.setToday('2026-11-23');
  });
});

describe('no file is opened', () => {
  test('of a draft, of what is paid, or with figures that overlap', async () => {
    const late = await lateInvoice(p);
    await pays(p, late.communication, '1210.00');
    const open = (invoiceId: string) => take(p, 'Open', { invoiceId, subject: 'Three days' });
    expect(codes(await open(late.invoiceId))).toEqual(['collection.nothing-due']);
    const draft = await draftInvoice();
    expect(codes(await open(draft))).toEqual(['collection.not-issued']);
    const figure = { code: 'INTEREST_RATE', figure: '8.00', from: '2019-01-01', source: 'x' };
    const query = `mutation ($input: CollectionSetFigureInput!) {
      collectionSetFigure(input: $input) { violations { code path message } } }`;
    const said = await ask<Told>(p, query, { input: figure });
    expect(new Set(codes(said))).toEqual(new Set(['collection.figure-overlaps']));
  });

  async function draftInvoice(): Promise<string> {
    const [row] = await p.admin.query<{ id: string }>(
      `select client_id as id from core.invoice where status = 'ISSUED' limit 1`,
    );
    const lines = [{ description: 'Work', unitPrice: '1.00' }];
    const activityId = `Activity:${p.activityIds['member-stage']}`;
    const { invoice } = await ask<{ invoice: { id: string } }>(
      p,
      `mutation ($input: CreateInvoiceInput!) {
        createInvoice(input: $input) { invoice { id } violations { code } } }`,
      { input: { activityId, clientId: `Client:${row?.id}`, lines } },
      { as: 'member-stage' },
    );
    return invoice.id;
  }
});

test('a debt that is given up ends its file, and opens it again when that is taken back', async () => {
  const { invoiceId } = await lateInvoice(p);
  expect((await take(p, 'Open', { invoiceId, subject: 'Three days' })).violations).toEqual([]);
  const writeOff = async (name: string, input: Values, as: string): Promise<string> => {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const query = `mutation ($input: ${type}!) { ${name}(input: $input) { writeOff { id } } }`;
    const keyed = { ...input, idempotencyKey: `key-${name}` };
    const told = await ask<{ writeOff: { id: string } }>(p, query, { input: keyed }, { as });
    await p.platform.settle();
    return told.writeOff.id;
  };
  const file = () =>
    ask(p, `query ($id: ID!) { collectionFile(invoiceId: $id) { status nextStepOn } }`, {
      id: invoiceId,
    });
  const reason = 'Declared bankrupt';
  const lost = { ground: 'bankruptcy', lostOn: '2026-11-20', evidence: 'Judgment', reason };
  const asked = { invoiceId, ...lost };
  const writeOffId = await writeOff('proposeInvoiceWriteOff', asked, 'finance');
  expect(await file()).toMatchObject({ status: 'WATCHED' });
  await writeOff('decideInvoiceWriteOff', { writeOffId, approve: true }, 'finance-2');
  expect(await file()).toEqual({ status: 'SETTLED', nextStepOn: null });
  await writeOff('reverseInvoiceWriteOff', { writeOffId, reason: 'A plan was agreed' }, 'finance');
  expect(await file()).toEqual({ status: 'WATCHED', nextStepOn: '2026-11-23' });
});

describe('what is paid after a notice', () => {
  const standing = async (late: { readonly invoiceId: string }) => {
    const part =
      '{ principal { amount } interest { amount } lumpSum { amount } penalty { amount } }';
    const query = `query ($id: ID!) { collectionFile(invoiceId: $id) { open ${part} paid ${part} } }`;
    const told = await ask<Record<'open' | 'paid', Record<string, { amount: string }>>>(p, query, {
      id: late.invoiceId,
    });
    const plain = (claim: Record<string, { amount: string }>) =>
      Object.values(claim).map(({ amount }) => amount);
    return { open: plain(told.open), paid: plain(told.paid) };
  };
  const posted = async (code: string): Promise<bigint> => {
    const [row] = await p.admin.query<{ minor: bigint }>(
      `select coalesce(sum(b.posted), 0)::bigint as minor from ledger.balance b
       join ledger.account a on a.cooperative_id = b.cooperative_id and a.id = b.account_id
       where a.code = $1`,
      [code],
    );
    return row?.minor ?? 0n;
  };
  const excess = async ({ invoiceId }: { readonly invoiceId: string }) => {
    const [row] = await p.admin.query<{ minor: bigint }>(
      'select excess_minor as minor from core.invoice where id = $1',
      [local({ invoiceId })],
    );
    return row?.minor;
  };

  test('goes to costs and interest first, then to the invoice; only what is more is too much', async () => {
    const late = await noticed();
    const fund = await posted('fund.available');
    // 26 days at 10.5 % until the notice, and 40.00.
    const { open } = await standing(late);
    expect(open).toEqual(['1210.00', '9.05', '40.00', '0.00']);
    await pays(p, late.communication, '30.00');
    expect(await standing(late)).toEqual({
      ...{ open: ['1210.00', open[1], '10.00', '0.00'], paid: ['0.00', '0.00', '30.00', '0.00'] },
    });
    await pays(p, late.communication, '500.00');
    const { paid } = await standing(late);
    expect(paid).toEqual([paid[0], open[1], '40.00', '0.00']);
    expect(Number(paid[0]) + Number(open[1]) + 40).toBeCloseTo(530, 2);
    await pays(p, late.communication, '800.00');
    await p.platform.settle();
    expect(await fileOf(late)).toMatchObject({ status: 'SETTLED' });
    const onTop = 4_000n + BigInt((open[1] as string).replace('.', ''));
    expect((await posted('fund.available')) - fund).toBe(onTop);
    expect(await excess(late)).toBe(133_000n - 121_000n - onTop);
  });

  test('of an activity that the policy gives it to is its own to spend', async () => {
    const query = `mutation ($input: CollectionSetPolicyInput!) { collectionSetPolicy(input: $input) {
      policy { proceeds } violations { code } } }`;
    const policy = { debtorKind: 'PUBLIC_BODY', reminderAfterDays: 7, termDays: 14 };
    const from = { proceeds: 'ACTIVITY', from: '2026-11-01', source: 'Board' };
    expect(await ask(p, query, { input: { ...policy, ...from } })).toEqual({
      ...{ policy: { proceeds: 'ACTIVITY' }, violations: [] },
    });
    const late = await noticed('PUBLIC_BODY');
    const before = [await posted('activity.available'), await posted('fund.available')];
    await pays(p, late.communication, '40.00');
    const after = [await posted('activity.available'), await posted('fund.available')];
    expect(after).toEqual([(before[0] as bigint) + 4_000n, before[1]]);
  });

  test('of before the notice owes nothing of it, whenever the bank tells of it', async () => {
    const late = await noticed();
    await pays(p, late.communication, '1210.00', '2026-10-20');
    await p.platform.settle();
    expect(await fileOf(late)).toMatchObject({ status: 'SETTLED' });
    expect(await standing(late)).toEqual({
      open: ['0.00', '0.00', '0.00', '0.00'],
      paid: ['1210.00', '0.00', '0.00', '0.00'],
    });
  });

  test('of a consumer pays the penalty last, also once the invoice is settled', async () => {
    const late = await watched('CONSUMER');
    const { invoiceId } = late;
    await take(p, 'Remind', { invoiceId, channel: 'EMAIL', sentOn: '2026-10-14' });
    await take(p, 'GiveNotice', { invoiceId, channel: 'EMAIL', sentOn: '2026-10-29' });
    await pays(p, late.communication, '1210.27');
    await p.platform.settle();
    expect(await fileOf(late)).toMatchObject({ status: 'SETTLED' });
    expect((await standing(late)).open).toEqual(['0.00', '0.00', '0.00', '100.50']);
    await pays(p, late.communication, '100.50');
    expect((await standing(late)).paid).toEqual(['1210.00', '0.27', '0.00', '100.50']);
    expect(await excess(late)).toBe(0n);
  });

  test('is for the invoice alone once what was asked on top is let go', async () => {
    const late = await noticed();
    const { invoiceId } = late;
    const waived = await take(p, 'WaiveCharges', { invoiceId, reason: 'Long a good client' });
    expect(codes(waived)).toEqual([]);
    await pays(p, late.communication, '1210.00');
    await p.platform.settle();
    expect(await fileOf(late)).toMatchObject({ status: 'SETTLED' });
    expect((await standing(late)).paid).toEqual(['1210.00', '0.00', '0.00', '0.00']);
  });
});
