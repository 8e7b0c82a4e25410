import { afterAll, beforeAll, expect } from '@jest/globals';
import { prove, receive } from '../core/money/testing.js';
import { absentFolders, loadPlugins } from '../core/platform/host/load-plugins.js';
import { type TestPlatform, testPlatform } from '../core/platform/testing/platform.js';
import { ask as asks, codesOf } from '../core/sdk/testing/index.js';
import { testWith } from './testing/with-plugins.js';

/** An activity leaves as a company with what three plugins hold of it, none of which knows another. */
let p: TestPlatform;
const names = ['start-ups', 'financing', 'equipment'] as const;
const absent = absentFolders(names);
const loaded = await loadPlugins(names.filter((name) => !absent.includes(name)));
const plugins = names.flatMap((name) => loaded.find((one) => one.name === name) ?? []);

// biome-ignore lint/suspicious/noExplicitAny: the answers of a test are read as they come.
type Told = any;
type As = 'member-stage' | 'adviser' | 'finance';

beforeAll(async () => {
  p = await testPlatform({ plugins });
  const demo = [{ id: p.activityIds['member-stage'], sector: 'start-ups', name: 'Zonnig' }];
  for (const plugin of plugins) {
    await plugin.seeds.demo?.(p.platform.host.context(p.ctx('admin'), plugin.name), demo);
  }
});
afterAll(() => p?.close());

const activityId = () => `Activity:${p.activityIds['member-stage']}`;
const key = () => ({ idempotencyKey: crypto.randomUUID() });

/** A mutation by its name; nothing may stand in its way. */
async function send(
  name: string,
  made: string,
  input: object,
  as: As = 'member-stage',
  type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`,
): Promise<Told> {
  const query = `mutation ($input: ${type}!) { ${name}(input: $input) {
    ${made} violations { code severity } } }`;
  const told = await asks<Told>(p, query, { input }, { as });
  expect(told.violations.filter(({ severity }: Told) => severity === 'ERROR')).toEqual([]);
  return told;
}

/** The company accepts an offer, and is invoiced. */
async function bought(quoteId: string): Promise<Told> {
  const step = ['quote { id }', { quoteId }, 'member-stage', 'QuoteStepInput'] as const;
  await send('sendQuote', ...step);
  await send('acceptQuote', ...step);
  await p.platform.settle();
  const { invoice } = await send('createInvoice', 'invoice { id }', { quoteId });
  const total = 'invoice { total { amount } }';
  return send('issueInvoice', total, { invoiceId: invoice.id, ...key() });
}

const read = async (query: string, id: string, as: As = 'finance'): Promise<Told> =>
  asks(p, `query ($id: ID!) { ${query} }`, { id }, { as });

testWith(
  names,
  'clients, equipment, contracts and debts: each moves, or is somebody’s until it has',
  async () => {
    // What it owes: own money of its member, and a credit.
    const plan = { amount: '2000', months: 12, firstBackOn: '2027-06-30', ...key() };
    const agreed = { activityId: activityId(), ...plan };
    const { ownMoney } = await send('financingAgreeOwnMoney', 'ownMoney { id }', agreed);
    const bankLineId = `BankLine:${await receive(p, '2000.00')}`;
    const came = { id: ownMoney.id, bankLineId, ...key() };
    await send('financingReceiveOwnMoney', 'ownMoney { id }', came, 'finance');
    const credit = { product: 'BUDGET', amount: '1000', months: 3, firstDueOn: '2027-06-30' };
    const asked = { activityId: activityId(), ...credit, purpose: 'Boards', ...key() };
    const { loan } = await send('financingApplyForCredit', 'loan { id }', asked);
    const opinion = { id: loan.id, favourable: true, reasons: 'Sound.' };
    const made = 'loan { status }';
    await send('financingAdvise', made, opinion, 'adviser', 'FinancingOpinionInput');
    await send('financingDecide', made, opinion, 'finance', 'FinancingOpinionInput');
    await send('financingDraw', made, { id: loan.id, ...key() });
    // What it has: a thing of its own, one that is leased, and a client.
    const thing = {
      title: 'Printer',
      value: '500',
      depreciationMonths: 36,
      activityId: activityId(),
    };
    const { item: own } = await send('equipmentBuy', 'item { id }', { ...thing, ...key() });
    const terms = { lessor: 'A lessor', firstDueOn: '2027-06-30', months: 6, instalment: '20' };
    const leasing = { ...thing, ...terms, ...key() };
    const { item: leased } = await send('equipmentLease', 'item { id leases { id } }', leasing);
    const address = { street: 'Dorp 1', postalCode: '9000', city: 'Gent', country: 'BE' };
    const client = { activityId: activityId(), kind: 'CONSUMER', name: 'Lea', address };
    await send('createClient', 'client { id }', client);
    // The company itself buys what the co-operative owns: as a client, by an offer.
    const buyer = { ...client, kind: 'COMPANY', name: 'Zonnig bv', vatNumber: 'BE0566988259' };
    const { client: company } = await send('createClient', 'client { id }', buyer);
    await p.platform.settle();

    const file = `spinOff { id status leftToMove completedOn
    items(first: 100) { nodes { id kind subject } } }`;
    const { spinOff } = await send('startUpPrepareSpinOff', file, {
      ...{ activityId: activityId(), companyName: 'Zonnig bv', enterpriseNumber: '0566988259' },
      ...{ iban: 'BE68539007547034', transferOn: '2027-01-01' },
    });
    const { id } = spinOff;
    const decisions = spinOff.items.nodes.map(({ id: itemId, kind, subject }: Told) => ({
      ...{ itemId, decision: subject === company.id ? 'STAY' : 'CARRY' },
      note: kind === 'DEBT' ? 'Letters of 20 November' : null,
    }));
    await send('startUpDecideSpinOffItems', file, { id, decisions });
    await send('startUpSubmitSpinOff', file, { id }, 'member-stage', 'StartUpSpinOffStepInput');
    const judged = { id, favourable: true, reasons: 'Sound.' };
    await send('startUpJudgeSpinOff', file, judged, 'adviser');
    p.setToday('2027-01-01');
    const carried = { id, amount: '2400', ...key() };
    const { spinOff: done } = await send('startUpTransferSpinOff', file, carried, 'finance');
    const kinds = done.items.nodes.map(({ kind }: Told) => kind).sort();
    expect(kinds).toEqual([
      ...['AGREEMENT', 'CLIENT', 'CLIENT', 'DEBT', 'DEBT', 'EQUIPMENT', 'EQUIPMENT', 'INVESTMENT'],
    ]);
    for (const _ of [1, 2]) await p.platform.settle();

    expect(await read(`financingLoan(id: $id) { assumedBy owed { amount } }`, loan.id)).toEqual({
      ...{ assumedBy: '0566988259', owed: { amount: '1000.00' } },
    });
    const brought = `financingOwnMoney(id: $id) { status assumed { amount } }`;
    expect(await read(brought, ownMoney.id)).toEqual({
      ...{ status: 'ASSUMED', assumed: { amount: '2000.00' } },
    });
    const gone = `equipmentItem(id: $id) { status transferredTo }`;
    const left = { status: 'TRANSFERRED', transferredTo: '0566988259' };
    for (const thing of [own, leased]) {
      expect(await read(gone, thing.id)).toMatchObject({ status: 'IN_USE' });
    }

    // The thing waits for the company to buy it, the lease for its lessor and the client for its letter.
    const state = 'startUpSpinOff(id: $id) { leftToMove completedOn }';
    expect(await read(state, id)).toEqual({ leftToMove: 3, completedOn: null });
    const offer = 'equipmentItem(id: $id) { saleQuote { id net { amount } } }';
    const { saleQuote } = await read(offer, own.id);
    // Two months of 36 are written off.
    expect(saleQuote.net).toEqual({ amount: '458.34' });
    const { invoice } = await bought(saleQuote.id);
    expect(invoice.total).toEqual({ amount: '554.59' });
    expect(await read(gone, own.id)).toEqual(left);
    expect(await read(state, id)).toEqual({ leftToMove: 2, completedOn: null });
    const over = { enterpriseNumber: '0566988259', consent: 'Letter of the lessor' };
    const lease = { id: leased.leases[0].id, ...over };
    await send('equipmentTransferLease', 'lease { id }', lease, 'adviser');
    await p.platform.settle();
    expect(await read(gone, leased.id)).toEqual(left);
    const [item] = done.items.nodes.filter(
      ({ kind, subject }: Told) => kind === 'CLIENT' && subject !== company.id,
    );
    await send('startUpConfirmMove', 'item { id }', { itemId: item.id, how: 'A letter' });
    expect(await read(state, id)).toEqual({ leftToMove: 0, completedOn: '2027-01-01' });

    // The company owes the credit by the bank; nothing of it keeps the activity from being closed.
    const paid = {
      id: loan.id,
      amount: '1000',
      bankLineId: `BankLine:${await receive(p, '1000.00')}`,
    };
    const repaid = await send(
      ...([
        'financingReceiveRepayment',
        'loan { status }',
        { ...paid, ...key() },
        'finance',
      ] as const),
    );
    expect(repaid.loan).toEqual({ status: 'SETTLED' });
    const closing = `mutation ($input: CloseActivityInput!) { closeActivity(input: $input) {
    violations { code } } }`;
    const input = { activityId: activityId(), dryRun: true };
    expect(codesOf(await asks(p, closing, { input }))).not.toContain('closing.loans-open');
    await prove(p);
  },
);
