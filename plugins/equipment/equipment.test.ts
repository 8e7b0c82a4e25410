import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { StepContext, ToolContext } from 'gezel/sdk';
import { conformance, type TestPlatform, testPlatform } from 'gezel/sdk/testing';
import { bookValueMinor, schedule } from './depreciation.js';
import { equipment } from './plugin.js';
import { rentTool } from './rent.tool.js';

conformance(equipment, { as: 'admin' });

let p: TestPlatform;
let activityId: string;
let itemId: string;

type Values = Record<string, unknown>;

beforeAll(async () => {
  p = await testPlatform({ plugins: [equipment] });
  activityId = `Activity:${p.activityIds['member-stage']}`;
  await earns('9000');
  const added = await send(
    'AddToPool',
    { ...camera, pricePerDay: '30', deposit: '200' },
    'adviser',
  );
  itemId = (added.item as { id: string }).id;
});
afterAll(() => p.close());

const camera = { title: 'Camera', serialNumber: 'C-1', value: '3600', depreciationMonths: 36 };

describe('depreciation', () => {
  const item = {
    ...{ valueMinor: 360_000n, residualMinor: 10_000n, depreciationMonths: 36 },
    ...{ acquiredOn: '2026-11-23', currency: 'EUR' },
  };

  test.each([
    ['2026-11-22', 360_000n],
    ['2026-11-30', 350_278n],
    ['2029-10-31', 10_000n],
    ['2040-01-01', 10_000n],
  ])('leaves on %s %d', (day, minor) => {
    expect(bookValueMinor(item, day)).toBe(minor);
  });

  test('writes off year by year exactly what there is', () => {
    const amounts = fc.bigInt({ min: 1n, max: 10n ** 12n });
    const months = fc.integer({ min: 1, max: 600 });
    fc.assert(
      fc.property(amounts, amounts, months, (a, b, depreciationMonths) => {
        const [residualMinor, valueMinor] = a < b ? [a, b] : [b, a];
        const years = schedule({ ...item, residualMinor, valueMinor, depreciationMonths });
        const off = years.map(({ writtenOff }) => BigInt(writtenOff.amount.replace('.', '')));
        const sum = off.reduce((all, one) => all + one, 0n);
        return sum === valueMinor - residualMinor && off.every((one) => one >= 0n);
      }),
    );
  });
});

describe('buying', () => {
  const bought = { title: 'Drum', serialNumber: 'D-1', value: '500.00', depreciationMonths: 24 };

  test('takes the money once a key, and refuses a serial number twice', async () => {
    const key = { idempotencyKey: 'drum-1' };
    const before = await available();
    const both = await Promise.all(
      [1, 2].map(() => send('Buy', { ...bought, activityId, ...key })),
    );
    expect(new Set(both.map(({ item }) => (item as { id: string }).id)).size).toBe(1);
    expect(before - (await available())).toBe(50_000);
    expect(codes(await send('Buy', { ...bought, activityId }))).toEqual(['equipment.serial-taken']);
    const other = await send('Buy', { ...bought, activityId, value: '501', ...key });
    expect(codes(other)).toEqual(['equipment.key-used']);
  });

  test.each(['WARN', 'REFUSE'])(
    'counts once in the budget, and says when it passes it: %s',
    async (policy) => {
      const serialNumber = `B-${policy}`;
      const thing = { ...bought, activityId, serialNumber, value: '80.00' };
      const line = { kind: 'PURCHASES', planned: '0.00' };
      const plan = { title: `Tools ${policy}`, from: '2026-11-01', until: '2027-10-31', policy };
      const { budget } = await ask(
        `mutation ($input: CreateBudgetInput!) { createBudget(input: $input) {
        budget { id version lines { spent { amount } } } violations { code } } }`,
        ...([{ activityId, ...plan, lines: [line] }, 'member-stage'] as const),
      );
      const { id: budgetId, lines } = budget as {
        id: string;
        lines: [{ spent: { amount: string } }];
      };
      const spent = Number(lines[0].spent.amount);
      const dry = await send('Buy', { ...thing, dryRun: true });
      expect(dry).toMatchObject({ item: null, violations: [{ code: 'budget.passed' }] });
      const { item, violations } = await send('Buy', thing);
      const severity = policy === 'WARN' ? 'WARNING' : 'ERROR';
      const [told] = violations as object[];
      expect(told).toMatchObject({ code: 'budget.passed', path: ['value'], severity });
      expect(item === null).toBe(policy === 'REFUSE');
      const { budget: now } = await ask(
        `mutation ($input: UpdateBudgetInput!) { updateBudget(input: $input) {
        budget { lines { spent { amount } } } violations { code } } }`,
        ...([{ budgetId, close: true }, 'member-stage'] as const),
      );
      const after = (now as { lines: [{ spent: { amount: string } }] }).lines[0].spent.amount;
      expect(Number(after) - spent).toBe(policy === 'WARN' ? 80 : 0);
    },
  );

  test('is for what the activity has, and for its people', async () => {
    const dear = { ...bought, activityId, serialNumber: 'D-2', value: '1000000' };
    expect(codes(await send('Buy', dear))).toEqual(['money.insufficient-funds']);
    const code = (name: string) => ({ extensions: { code: name } });
    await expect(send('Buy', dear, 'member-film')).rejects.toMatchObject(code('NOT_FOUND'));
    await expect(send('Buy', dear, 'finance')).rejects.toMatchObject(code('FORBIDDEN'));
    for (const over of [{ value: '0' }, { value: '-1' }, { residual: '1000001' }, { title: ' ' }]) {
      const bad = send('Buy', { ...dear, ...over });
      await expect(bad).rejects.toMatchObject(code('BAD_USER_INPUT'));
    }
    await expect(send('AddToPool', { ...camera, pricePerDay: '1' })).rejects.toMatchObject(
      code('FORBIDDEN'),
    );
  });
});

describe('renting', () => {
  test('never lends one thing twice, whatever is asked at once', async () => {
    const asked = Array.from({ length: 20 }, (_, i) =>
      rent(`2027-03-${10 + (i % 3)}`, `2027-03-${12 + (i % 2)}`),
    );
    const answers = await Promise.all(asked);
    expect(answers.filter(({ rental }) => rental !== null)).toHaveLength(1);
    expect(new Set(answers.flatMap(codes))).toEqual(new Set(['equipment.taken']));
    expect(codes(await rent('2027-03-14', '2027-03-15'))).toEqual([]);
  });

  test('takes price and deposit, and gives back what is not kept', async () => {
    const before = await available();
    const { rental } = await rent('2026-11-23', '2026-11-24');
    const { id } = rental as { id: string };
    expect(before - (await available())).toBe(26_000);
    expect(codes(await send('CancelRental', { id }))).toEqual(['equipment.not-now']);
    const back = (kept: string) => send('Return', { id, condition: 'A scratch', kept }, 'adviser');
    expect(codes(await back('200.01'))).toEqual(['equipment.kept-too-much']);
    expect(codes(await back('50'))).toEqual([]);
    expect(before - (await available())).toBe(11_000);
    expect(codes(await back('50'))).toEqual(['equipment.not-now']);
  });

  test('is called off before its first day, and all of it goes back', async () => {
    const before = await available();
    const { rental } = await rent('2027-05-01', '2027-05-02');
    const { id } = rental as { id: string };
    expect(codes(await send('CancelRental', { id }))).toEqual([]);
    expect(await available()).toBe(before);
    expect(codes(await rent('2027-05-01', '2027-05-02'))).toEqual([]);
  });

  test.each([
    ['2026-11-22', '2026-11-22', ['equipment.in-the-past']],
    ['2027-06-02', '2027-06-01', ['equipment.ends-early']],
    ['2027-06-01', '2027-09-01', ['equipment.too-long']],
  ])('from %s until %s is refused: %j', async (from, until, refused) => {
    expect(codes(await rent(from, until))).toEqual(refused);
  });

  test('keeps a thing that is booked from being retired', async () => {
    const retired = await send('Retire', { id: itemId }, 'adviser');
    expect(codes(retired)).toEqual(['equipment.still-booked']);
  });
});

describe('a lease', () => {
  const desk = {
    ...{ title: 'Desk', serialNumber: 'L-1', value: '900', depreciationMonths: 48 },
    ...{ lessor: 'A lessor', firstDueOn: '2026-12-31', months: 3, instalment: '100', option: '50' },
  };

  test('takes each part once, tries again what was missed, and ends when all is paid', async () => {
    const { item } = await send('Lease', { ...desk, activityId });
    const { id, leases } = item as { id: string; leases: { id: string }[] };
    const leaseId = leases[0]?.id as string;
    const before = await available();
    p.setToday('2026-12-31');
    await takeParts();
    await takeParts();
    expect(before - (await available())).toBe(10_000);
    const end = (keep: boolean) => send('EndLease', { id: leaseId, keep });
    expect(codes(await end(true))).toEqual(['equipment.lease-not-paid']);
    await p.admin.query(
      `update equipment.instalment set amount_minor = 100000000 where due_on = '2027-01-31'`,
    );
    p.setToday('2027-02-28');
    await takeParts();
    expect(await parts()).toEqual(['PAID', 'MISSED', 'PAID']);
    await p.admin.query(
      `update equipment.instalment set amount_minor = 10000 where due_on = '2027-01-31'`,
    );
    await takeParts();
    expect(await parts()).toEqual(['PAID', 'PAID', 'PAID']);
    expect(codes(await end(true))).toEqual([]);
    expect(before - (await available())).toBe(35_000);
    expect(codes(await end(false))).toEqual(['equipment.not-now']);
    const { data } = await p.graphql<{ equipmentItem: Values }>(
      'query ($id: ID!) { equipmentItem(id: $id) { owner status } }',
      ...([{ id }, { as: 'member-stage' }] as const),
    );
    expect(data?.equipmentItem).toEqual({ owner: 'COOPERATIVE', status: 'IN_USE' });
    p.setToday('2026-11-23');
  });

  const parts = async () =>
    (
      await p.admin.query<{ status: string }>(
        'select status from equipment.instalment order by due_on',
      )
    ).map(({ status }) => status);
});

describe('a step of an assignment', () => {
  const place = (stepId: string | null) => ({
    ...{ stepId, done: {} },
    assignment: { activityId: p.activityIds['member-stage'], clientId: null, title: 'A shoot' },
  });
  const context = () => p.platform.host.context(p.ctx('member-stage'), equipment.name);
  const planning = () => ({ ...context(), ...place(null) }) as ToolContext;
  const input = () => ({ itemId, from: '2027-08-01', until: '2027-08-03' });

  test('is planned with its money by day, started once, and undone with all of it', async () => {
    const planned = await rentTool.plan(planning(), input());
    expect(planned).toMatchObject({ costMinor: 9_000n, findings: [] });
    expect(planned.cashFlow?.map(({ amountMinor }) => amountMinor)).toEqual([
      ...[-9_000n, -20_000n, 20_000n],
    ]);
    const before = await available();
    const stepId = context().newId();
    const told: string[] = [];
    const emit = async ({ type }: { type: string }) => void told.push(type);
    const inStep = <T>(step: string, work: (ctx: StepContext) => Promise<T>) =>
      context().transaction((inside) => work({ ...inside, ...place(step), emit } as never));
    const { reference } = await inStep(stepId, (on) => rentTool.start(on, input(), planned.plan));
    expect(before - (await available())).toBe(29_000);
    const late = inStep(context().newId(), (on) => rentTool.start(on, input(), planned.plan));
    await expect(late).rejects.toMatchObject({ findings: [{ code: 'equipment.taken' }] });
    for (let again = 0; again < 2; again++) {
      await inStep(stepId, (on) => rentTool.cancel(on, input(), reference));
    }
    expect(await available()).toBe(before);
    expect(told).toEqual(['equipment.handed-out', 'equipment.returned']);
  });

  test('offers what is free, only when equipment is asked for', async () => {
    const facts = {
      allInclusive: true,
      places: [],
      people: [],
      currency: 'EUR',
      amountMinor: null,
    };
    const days = ['2027-08-01', '2027-08-03'];
    const propose = (needs: string[]) => rentTool.propose?.(planning(), { ...facts, days, needs });
    expect(await propose(['equipment'])).toEqual(input());
    const taken = { ...facts, days: ['2026-11-01', '2026-11-02'], needs: ['equipment'] };
    expect(await rentTool.propose?.(planning(), taken)).toMatchObject({
      declined: { code: 'equipment.nothing-free' },
    });
    expect(await propose([])).toMatchObject({
      declined: { code: 'assignment.only-for-need', values: { need: 'equipment' } },
    });
  });
});

const codes = ({ violations }: Values): string[] =>
  (violations as { code: string }[]).map((one) => one.code);

const kinds: Readonly<Record<string, string>> = {
  ...{ Rent: 'rental { id }', CancelRental: 'rental { id }', Return: 'rental { id }' },
  EndLease: 'lease { id }',
};
const inputs: Readonly<Record<string, string>> = { CancelRental: 'Rental' };

async function ask(query: string, input: Values, as: string): Promise<Values> {
  const { data, errors } = await p.graphql<Record<string, Values>>(
    ...([query, { input }, { as: as as 'finance' }] as const),
  );
  if (errors?.[0] !== undefined) throw errors[0];
  return Object.values(data as Record<string, Values>)[0] as Values;
}

function send(name: string, input: Values, as = 'member-stage'): Promise<Values> {
  const query = `mutation ($input: Equipment${inputs[name] ?? name}Input!) {
    equipment${name}(input: $input) {
      ${kinds[name] ?? 'item { id leases { id } }'} violations { code path severity } } }`;
  const keyed = /Buy|Lease$|AddToPool|Rent$/.test(name) && name !== 'EndLease';
  const key = keyed ? { idempotencyKey: crypto.randomUUID() } : {};
  return ask(query, { ...key, ...input }, as);
}

const rent = (from: string, until: string) => send('Rent', { itemId, activityId, from, until });

async function available(): Promise<number> {
  const { data } = await p.graphql<{
    activity: { balance: { available: { amount: string } } };
  }>(
    'query ($id: ID!) { activity(id: $id) { balance { available { amount } } } }',
    ...([{ id: activityId }, { as: 'member-stage' }] as const),
  );
  return Math.round(Number(data?.activity.balance.available.amount) * 100);
}

async function takeParts(): Promise<void> {
  const jobs = p.platform.host.jobs(p.platform);
  await jobs.find(({ name }) => name === 'equipment/take-instalments')?.run(p.platform);
}

/** Money of the activity: a client pays an invoice. */
async function earns(unitPrice: string): Promise<void> {
  const address = { street: 'Dorp 1', postalCode: '9000', city: 'Gent', country: 'BE' };
  const as = 'member-stage';
  const { client } = await ask(
    `mutation ($input: CreateClientInput!) { createClient(input: $input) { client { id } } }`,
    ...([{ activityId, kind: 'CONSUMER', name: 'Lea', address }, as] as const),
  );
  const { id: clientId } = client as { id: string };
  const lines = [{ description: 'Work', unitPrice, vat: { rate: '21' } }];
  const { invoice } = await ask(
    `mutation ($input: CreateInvoiceInput!) { createInvoice(input: $input) { invoice { id } } }`,
    ...([{ activityId, clientId, lines }, as] as const),
  );
  const key = () => ({ idempotencyKey: crypto.randomUUID() });
  const issued = await ask(
    `mutation ($input: IssueInvoiceInput!) {
      issueInvoice(input: $input) { invoice { structuredCommunication total { amount } } } }`,
    ...([{ invoiceId: (invoice as { id: string }).id, ...key() }, as] as const),
  );
  const { structuredCommunication, total } = issued.invoice as {
    structuredCommunication: string;
    total: { amount: string };
  };
  const line = { lineNo: 1, bookedOn: '2026-11-23', amount: total.amount, structuredCommunication };
  await ask(
    `mutation ($input: ImportBankStatementInput!) {
      importBankStatement(input: $input) { matched } }`,
    ...([
      { iban: 'BE68539007547034', year: 2026, number: 1, lines: [line], ...key() },
      'finance',
    ] as const),
  );
}
