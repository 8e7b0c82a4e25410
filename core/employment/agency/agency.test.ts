import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { writeUbl } from '../../money/einvoice/write-ubl.js';
import { takeIncoming } from '../../money/purchase/take-incoming.js';
import { bill } from '../../money/purchase/testing-bill.js';
import type { AccessPoint } from '../../money/transmission/access-point.js';
import { globalId, newId } from '../../platform/ids.js';
import type { Asking } from '../../platform/testing/platform.js';
import { markPastContracts } from '../contract/past-contracts.js';
import { payDueContracts } from '../pay-run/pay-runner.js';
import { type ContractCalls, contractCalls, type TestPlatform } from '../testing/calls.js';
import { available, type EmploymentWorld, employmentWorld, gives } from '../testing/world.js';

let world: EmploymentWorld;
let p: TestPlatform;
let calls: ContractCalls;
beforeAll(async () => {
  world = await employmentWorld();
  p = world.p;
  calls = contractCalls(world);
  await p.admin.query(
    `update core.host_entity set enterprise_number = '0403170701' where cooperative_id = $1`,
    [p.other.cooperativeId],
  );
});
afterAll(() => p.close());

interface Said {
  readonly error: unknown;
  readonly violations: readonly { readonly code: string; readonly message: string }[];
  readonly agency?: { readonly id: string } | null;
  readonly contracts?: readonly object[] | null;
  readonly purchase?: { readonly id: string } | null;
}

async function send(name: string, fields: string, input: object, asking: Asking = staff) {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  const { data, errors } = await p.graphql<Record<string, Said>>(
    `mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} violations { code message } } }`,
    { input },
    asking,
  );
  return { ...(data?.[name] as Said), error: errors?.[0]?.extensions?.code };
}
const staff: Asking = { as: 'adviser' };
const codes = ({ violations }: Pick<Said, 'violations'>) => violations.map(({ code }) => code);

const record = (over: object = {}, asking?: Asking) =>
  send(
    ...(['recordAgency', 'agency { id name }'] as const),
    { name: 'Tempo bv', enterpriseNumber: '0566988259', recognition: 'VG.1234/U', ...over },
    asking,
  );

const tuesday: [string, string] = ['2026-11-24', '8'];
const interim = (over: object = {}) =>
  calls.create({
    ...{ kind: 'interim', budget: '360.00', days: [tuesday], agencyReference: 'T-77', ...over },
  });

test('an agency is listed once, by the co-operative’s people, and for all who make contracts', async () => {
  expect((await record({}, { as: 'member-stage' })).error).toBe('FORBIDDEN');
  expect(codes(await record({ name: ' ', recognition: 'x'.repeat(101) }))).toEqual([
    ...['text.blank', 'text.too-long'],
  ]);
  const both = await Promise.all([record(), record()]);
  expect(both.flatMap(codes)).toEqual(['agency.known']);
  const read = async (asking: Asking) =>
    (
      await p.graphql<{ agencies: { nodes: { id: string; name: string }[] } }>(
        '{ agencies(first: 10) { nodes { id name enterpriseNumber recognition endedOn viewerCan } } }',
        {},
        asking,
      )
    ).data?.agencies.nodes;
  expect(await read({ as: 'member-film' })).toMatchObject([{ name: 'Tempo bv', viewerCan: [] }]);
  expect(await read(staff)).toMatchObject([{ viewerCan: ['agency.end'] }]);
  expect(await read({ as: 'adviser', foreign: true })).toEqual([]);
});

test('interim work says what it lacks, until the co-operative has decided its coefficient', async () => {
  const { contract } = await interim({ agencyReference: null });
  const lacking = await calls.sign(contract?.id as string);
  expect(codes(lacking)).toEqual([
    ...['agency.none', 'agency.no-reference', 'contract.no-coefficient'],
  ]);
  const scheme = {
    kind: 'interim',
    coefficient: '2.25',
    withholding: 'NONE',
    source: 'Tempo, offer',
  };
  const set = (over: object) =>
    send(
      ...(['setPayScheme', 'schemes { kind }'] as const),
      { ...scheme, from: '2026-11-23', workerClass: 'agency', ...over },
      { as: 'admin' },
    );
  expect(codes(await set({ workerClass: 'employee' }))).toEqual(['pay-scheme.agency']);
  expect(codes(await set({ kind: 'task', jointCommittee: '999' }))).toEqual(['pay-scheme.agency']);
  expect(codes(await set({}))).toEqual([]);
  const { pay, violations } = await calls.simulate({ kind: 'interim', gross: '160.00' });
  expect([pay, violations.map(({ message }) => message)]).toEqual([
    null,
    ['A budget of 360.00 EUR is 160.00 EUR gross; what is left of that the agency computes.'],
  ]);
  const unreachable = await calls.simulate({ kind: 'interim', net: '100.00' });
  expect(codes(unreachable)).toEqual(['pay.unreachable']);
});

test('is signed with its agency, is nothing to declare or pay here, and is judged by the minimum', async () => {
  const agencyId = await agency();
  expect(codes(await calls.signed({ ...{ kind: 'task' }, days: [tuesday], agencyId }))).toContain(
    'agency.other-kind',
  );
  // 229.50 ÷ 2.25 is 102.00 of gross; eight hours are 102.61 at least.
  const { contract: low } = await interim({ agencyId, budget: '229.50' });
  expect(codes(await calls.sign(low?.id as string))).toEqual(['minimum-pay.below']);
  const { contract } = await interim({ agencyId });
  const signed = await calls.sign(contract?.id as string);
  expect(signed.violations).toEqual([]);
  expect(signed.contract).toMatchObject({
    ...{ status: 'SIGNED', gross: { amount: '160.00' }, net: null, dueOn: null },
    viewerCan: ['contract.cancel', 'contract.work'],
  });
  expect(await told(contract?.id)).toEqual({
    ...{ agency: { name: 'Tempo bv' }, agencyReference: 'T-77', agencyInvoice: null },
    ...{ declaration: null, payslip: null },
  });
  // Nobody else has the worker on that day.
  expect(codes(await calls.signed({ days: [tuesday] }))).toEqual(['contract.worker-elsewhere']);
  const kind = { contractId: contract?.id, days: [tuesday[0]], kind: 'sickness' };
  expect(codes(await send('setDayKind', 'contract { id }', kind))).toEqual(['agency.its-own']);
});

test('is paid by the agency’s approved invoice, once, and by no pay run', async () => {
  const ours = (await calls.list()).find(({ status }) => status === 'SIGNED');
  const id = ours?.id as string;
  await gives(p, 5_000_00n);
  p.setToday('2026-11-25');
  await markPastContracts(p.platform, '2026-11-25');
  await payDueContracts(p.platform, '2027-01-31');
  expect(await calls.read(id)).toMatchObject({ status: 'WORKED', viewerCan: [] });
  expect(codes(await calls.pay(id, { as: 'finance' }))).toEqual(['agency.its-own']);
  const purchaseId = await arrives(36_000n);
  const settle = (over: object = {}, asking?: Asking) =>
    send(
      ...(['settleAgency', 'contracts { id status paidOn }'] as const),
      { purchaseId, contractIds: [id], idempotencyKey: newId(), ...over },
      asking,
    );
  expect((await settle({}, { as: 'member-stage' })).error).toBe('FORBIDDEN');
  expect(codes(await settle())).toEqual(['agency.invoice-not-approved']);
  await approve(purchaseId);
  const before = await available(p);
  const task = await calls.signed({ days: [['2026-12-07', '8']] });
  expect(codes(await settle({ contractIds: [id, task.contract?.id] }))).toEqual([
    'agency.not-interim',
  ]);
  expect((await settle({ contractIds: [] })).error).toBe('BAD_USER_INPUT');
  expect(await settle({ dryRun: true })).toMatchObject({ contracts: null, violations: [] });
  const key = { idempotencyKey: newId() };
  const both = await Promise.all([settle(key), settle()]);
  expect(both.flatMap(codes)).toEqual(['agency.not-worked']);
  expect(await calls.read(id)).toMatchObject({ status: 'PAID' });
  // What it costs was booked with the invoice, and nothing else is.
  expect(await available(p)).toBe(before);
  expect(await told(id, staff)).toMatchObject({ agencyInvoice: { id: purchaseId }, payslip: null });
  // It is no pay of ours: neither on the worker's statement of the year nor in the quarter.
  const { data } = await p.graphql<{ member: { payStatements: object[] }; dmfa: object }>(
    `query ($id: ID!) { member(id: $id) { payStatements(year: 2026) { contracts } }
      dmfa(year: 2026, quarter: 4) { workers contracts } }`,
    { id: world.workerId },
    staff,
  );
  expect(data?.member.payStatements).toEqual([]);
  expect(data?.dmfa).toMatchObject({ workers: 0, contracts: 0 });
  const other = await arrives(10_000n);
  await approve(other);
  expect(codes(await settle({ purchaseId: other }))).toEqual(['agency.not-worked']);
});

test('another amount is warned of; another agency’s invoice is refused; one that ended signs nothing', async () => {
  const agencyId = await agency();
  const days: [string, string][] = [['2026-12-01', '8']];
  const { contract } = await interim({ agencyId, days });
  expect(codes(await calls.sign(contract?.id as string))).toEqual([]);
  p.setToday('2026-12-02');
  await markPastContracts(p.platform, '2026-12-02');
  const settle = async (purchaseId: string) => {
    await approve(purchaseId);
    return send('settleAgency', 'contracts { status }', {
      ...{ purchaseId, contractIds: [contract?.id], idempotencyKey: newId() },
    });
  };
  const stranger = '0403170701';
  expect(codes(await settle(await arrives(36_000n, stranger)))).toEqual(['agency.other-invoice']);
  const said = await settle(await arrives(37_000n));
  expect(said).toMatchObject({
    contracts: [{ status: 'PAID' }],
    violations: [{ message: 'The invoice asks for 370.00; 360.00 was agreed for the work.' }],
  });
  expect(codes(await send('endAgency', 'agency { endedOn }', { id: agencyId }))).toEqual([]);
  expect(codes(await send('endAgency', 'agency { endedOn }', { id: agencyId }))).toEqual([
    'agency.ended',
  ]);
  const late = await interim({ agencyId, days: [['2026-12-10', '8']] });
  expect(codes(await calls.sign(late.contract?.id as string))).toEqual(['agency.ended']);
  const foreign = await calls.tryCreate({ kind: 'interim', agencyId: newGlobal() });
  expect(foreign.errors?.[0]?.extensions?.code).toBe('NOT_FOUND');
  const without = await calls.tryCreate({ kind: 'interim', agencyId: '' });
  expect(without.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
});

const newGlobal = () => globalId('Agency', newId());

async function agency(): Promise<string> {
  const { data } = await p.graphql<{ agencies: { nodes: { id: string }[] } }>(
    '{ agencies(first: 1) { nodes { id } } }',
    {},
    staff,
  );
  return data?.agencies.nodes[0]?.id as string;
}

async function told(id: string | undefined, asking: Asking = { as: 'member-film' }) {
  const { data } = await p.graphql<{ contract: object }>(
    `query ($id: ID!) { contract(id: $id) { agency { name } agencyReference agencyInvoice { id }
      declaration { id } payslip { net { amount } } } }`,
    { id },
    asking,
  );
  return data?.contract;
}

let messages = 0;

/** An invoice of so much that comes in for the activity; the answer is its global id. */
async function arrives(netMinor: bigint, from = '0566988259'): Promise<string> {
  const vatMinor = (netMinor * 21n) / 100n;
  const invoice = bill({ orderReference: world.activityId });
  const [subtotal] = invoice.subtotals;
  const [first] = invoice.lines;
  const seller = {
    ...invoice.seller,
    ...{ enterpriseNumber: from, vatNumber: `BE${from}` },
    address: { scheme: '0208', value: from },
  };
  const body = writeUbl({
    ...{ ...invoice, seller },
    subtotals: [{ ...subtotal, baseMinor: netMinor, vatMinor }] as never,
    lines: [{ ...first, unitPriceMinor: netMinor, netMinor }] as never,
  });
  const point = {
    waiting: async () => [{ id: `in-${++messages}`, body: new TextEncoder().encode(body) }],
    answer: async (_id: string, refusal: string | null) => expect(refusal).toBeNull(),
  };
  await takeIncoming(p.platform, point as unknown as AccessPoint);
  const { data } = await p.graphql<{ purchases: { nodes: { id: string; number: string }[] } }>(
    '{ purchases(first: 100) { nodes { id number } } }',
    {},
    { as: 'finance' },
  );
  const { id } = data?.purchases.nodes.find((one) => one.number === invoice.number) ?? {};
  const { violations } = await send(
    ...(['assignPurchase', 'purchase { id }'] as const),
    { purchaseId: id, activityId: world.activityId },
    { as: 'finance' },
  );
  expect(violations).toEqual([]);
  return id as string;
}

async function approve(purchaseId: string): Promise<void> {
  const said = await send(
    ...(['approvePurchase', 'purchase { id }'] as const),
    { purchaseId, deductibleVat: '0', idempotencyKey: newId() },
    { as: 'finance-2' },
  );
  expect(codes(said)).toEqual([]);
}
