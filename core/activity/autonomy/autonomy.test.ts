import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type ContractCalls, contractCalls } from '../../employment/testing/calls.js';
import { employmentWorld, joins } from '../../employment/testing/world.js';
import { issueInvoice } from '../../money/invoice/issue-invoice.js';
import { line, newDraft, newKey } from '../../money/testing.js';
import { globalId } from '../../platform/ids.js';
import type { Asking, TestPlatform } from '../../platform/testing/platform.js';

let p: TestPlatform;
let calls: ContractCalls;
let activityId: string;

beforeAll(async () => {
  const world = await employmentWorld();
  p = world.p;
  calls = contractCalls(world);
  activityId = world.activityId;
  await joins(p, p, 'member-design');
});
afterAll(() => p.close());

interface Answer {
  readonly approval?: { readonly id: string; readonly status: string } | null;
  readonly limits?: readonly object[] | null;
  readonly activity?: object | null;
  readonly violations: readonly { readonly code: string; readonly message: string }[];
}

async function send(mutation: string, type: string, input: object, asking: Asking) {
  const query = `mutation ($input: ${type}!) { ${mutation}(input: $input) {
    ${payloads[mutation] ?? 'approval { id status viewerCan }'}
    violations { code message path source { title } effectiveFrom } } }`;
  const result = await p.graphql<Record<string, Answer>>(query, { input }, asking);
  const code = result.errors?.[0]?.extensions?.code;
  return { error: code, ...(result.data?.[mutation] as Answer) };
}

const payloads: Record<string, string> = {
  setAutonomyLimit: 'limits { level transition amount { amount } workers termDays from }',
  setActivityLevel: 'activity { autonomy { level since limits { transition } } }',
};

const limit = (input: object, as: Asking['as'] = 'admin') =>
  send(
    'setAutonomyLimit',
    'SetAutonomyLimitInput',
    { level: 'GUIDED', transition: 'contract.sign', source: 'Board, 1 November 2026', ...input },
    { as },
  );
const setLevel = (input: object, as: Asking['as'] = 'adviser') =>
  send(
    'setActivityLevel',
    'SetActivityLevelInput',
    { activityId, level: 'AUTONOMOUS', reason: 'Three years of work', ...input },
    { as },
  );
const ask = (subjectId: string, input: object = {}, asking: Asking = { as: 'member-stage' }) =>
  send(
    'requestApproval',
    'RequestApprovalInput',
    { subjectId, transition: 'contract.sign', ...input },
    asking,
  );
const decide = (id: string, approve: boolean, asking: Asking = { as: 'adviser' }) =>
  send('decideApproval', 'DecideApprovalInput', { id, approve }, asking);
const codes = ({ violations }: Pick<Answer, 'violations'>) => violations.map(({ code }) => code);

describe('without a decision of the co-operative', () => {
  test('nothing is limited', async () => {
    const { contract, violations } = await calls.signed({ days: [['2026-11-24', '8']] });
    expect(violations).toEqual([]);
    await calls.cancel(contract?.id as string);
  });
});

describe('a limit', () => {
  test('is decided by an administrator, for a step that can be limited, from today on', async () => {
    expect((await limit({ amount: '150.00' }, 'adviser')).error).toBe('FORBIDDEN');
    const wrong = { transition: 'member.register', amount: '-1', from: '2026-11-22', source: ' ' };
    expect(codes(await limit(wrong))).toEqual([
      ...['text.blank', 'autonomy.unlimited-step', 'autonomy.negative-limit'],
      'autonomy.backdated',
    ]);
    const tried = await limit({ amount: '150.00', dryRun: true });
    expect(tried).toMatchObject({ limits: null, violations: [] });
    const set = await limit({ amount: '150.00', workers: 1, termDays: 60 });
    expect(set.limits).toMatchObject([
      { level: 'GUIDED', amount: { amount: '150.00' }, workers: 1, from: '2026-11-23' },
    ]);
  });

  test('refuses the manager what passes it, with the decision as its source', async () => {
    const { contract } = await calls.create({ days: [['2026-11-25', '8']] });
    const refused = await calls.sign(contract?.id as string);
    expect(refused.violations).toMatchObject([
      {
        code: 'autonomy.amount-over-limit',
        message:
          '182.00 EUR is above 150.00 EUR, the limit of the level GUIDED: ask for an approval.',
      },
    ]);
    const within = await calls.signed({ days: [['2026-11-25', '4']], budget: '150.00' });
    expect(within.contract?.status).toBe('SIGNED');
  });

  test('says all that passes it: amount, term and people of the month', async () => {
    const { contract } = await calls.create({
      ...{ days: [['2027-11-25', '4']], budget: '150.01' },
      workerId: globalId('Member', p.memberIds['member-design']),
    });
    const far = await calls.sign(contract?.id as string);
    expect(far.violations.map(({ code }) => code)).toEqual([
      ...['autonomy.amount-over-limit', 'autonomy.term-over-limit'],
    ]);
    const second = await calls.create({
      ...{ days: [['2026-11-26', '4']], budget: '100.00' },
      workerId: globalId('Member', p.memberIds['member-design']),
    });
    const another = await calls.sign(second.contract?.id as string);
    expect(another.violations.map(({ code }) => code)).toEqual(['autonomy.workers-over-limit']);
  });

  test('does not bind an adviser, who is the second pair of eyes', async () => {
    const { contract } = await calls.create({ days: [['2026-11-27', '8']] });
    const signed = await calls.trySign(contract?.id as string, {}, { as: 'adviser' });
    expect(signed.data?.signContract).toMatchObject({ violations: [] });
  });

  test('of a later day does not hold before it', async () => {
    await limit({ transition: 'quote.send', amount: '0', from: '2026-12-01' });
    const on = (day: string) =>
      p.graphql<{ autonomyLimits: { transition: string }[] }>(
        'query ($on: Date) { autonomyLimits(on: $on) { transition } }',
        { on: day },
        { as: 'member-stage' },
      );
    const before = (await on('2026-11-30')).data?.autonomyLimits;
    const from = (await on('2026-12-01')).data?.autonomyLimits;
    expect(before?.map(({ transition }) => transition)).toEqual(['contract.sign']);
    expect(from?.map(({ transition }) => transition)).toEqual(['contract.sign', 'quote.send']);
  });
});

describe('the same limits', () => {
  test('hold an invoice before it is issued, until it is approved', async () => {
    await limit({ transition: 'invoice.issue', amount: '999.99', termDays: 10 });
    const invoiceId = await newDraft(p, 'member-stage', [line('1000.00')]);
    const issue = () =>
      issueInvoice(p.ctx('member-stage'), { invoiceId, idempotencyKey: newKey() });
    expect(codes(await issue())).toEqual([
      ...['autonomy.amount-over-limit', 'autonomy.term-over-limit'],
    ]);
    const subjectId = globalId('Invoice', invoiceId);
    const { approval } = await ask(subjectId, { transition: 'invoice.issue' });
    await decide(approval?.id as string, true);
    expect((await issue()).violations).toEqual([]);
  });
});

describe('an approval', () => {
  test('lets the step go on, for the thing as it was approved and no other', async () => {
    const { contract } = await calls.create({ days: [['2026-12-01', '8']] });
    const id = contract?.id as string;
    const { approval } = await ask(id, { reason: 'A larger client' });
    expect(approval).toMatchObject({ status: 'REQUESTED', viewerCan: ['approval.withdraw'] });
    expect(codes(await calls.sign(id))).toContain('autonomy.approval-pending');
    expect((await decide(approval?.id as string, true)).approval?.status).toBe('APPROVED');

    await calls.update({ id, budget: '9000.00' });
    expect(codes(await calls.sign(id))).toEqual(['autonomy.amount-over-limit']);
    const again = await ask(id);
    await decide(again.approval?.id as string, true);
    expect((await calls.sign(id)).contract?.status).toBe('SIGNED');
  });

  test('never lifts a rule of the step itself', async () => {
    const { contract } = await calls.create({ days: [['2026-11-23', '8']] });
    const { approval } = await ask(contract?.id as string);
    await decide(approval?.id as string, true);
    expect(codes(await calls.sign(contract?.id as string))).toEqual(['contract.begun']);
  });

  test('is given by other eyes than asked for it', async () => {
    const { contract } = await calls.create({ days: [['2026-12-02', '8']] });
    const own = await ask(contract?.id as string, {}, { as: 'adviser' });
    const id = own.approval?.id as string;
    expect(codes(await decide(id, true))).toEqual(['approval.own-request']);
    expect((await decide(id, true, { as: 'member-stage' })).error).toBe('FORBIDDEN');
    expect((await decide(id, true, { as: 'member-film' })).error).toBe('FORBIDDEN');
    expect((await decide(id, true, { as: 'admin', foreign: true })).error).toBe('NOT_FOUND');
    const refused = await decide(id, false, { as: 'admin' });
    expect(refused.approval?.status).toBe('REFUSED');
    expect(codes(await decide(id, true, { as: 'admin' }))).toEqual(['approval.not-open']);
    expect(codes(await calls.sign(contract?.id as string))).toContain('autonomy.approval-refused');
  });

  test('is asked once, also when asked twice at the same time, and can be withdrawn', async () => {
    const { contract } = await calls.create({ days: [['2026-12-03', '8']] });
    const id = contract?.id as string;
    const both = await Promise.all([ask(id), ask(id)]);
    expect(both.flatMap(codes)).toEqual(['approval.already-asked']);
    const first = both.find(({ approval }) => approval)?.approval?.id as string;
    const input = { id: first };
    const type = 'WithdrawApprovalInput';
    const foreign = await send('withdrawApproval', type, input, { as: 'adviser' });
    expect(foreign.error).toBe('FORBIDDEN');
    const withdrawn = await send('withdrawApproval', type, input, { as: 'member-stage' });
    expect(withdrawn.approval?.status).toBe('WITHDRAWN');
    expect((await ask(id)).violations).toEqual([]);
  });

  test('cannot be asked for what is hidden, another’s, or no step that is limited', async () => {
    const { contract } = await calls.create({ days: [['2026-12-04', '8']] });
    const id = contract?.id as string;
    expect((await ask(id, {}, { as: 'member-design' })).error).toBe('NOT_FOUND');
    expect((await ask(id, {}, { as: 'member-film' })).error).toBe('FORBIDDEN');
    expect((await ask(id, { transition: 'contract.pay' })).error).toBe('BAD_USER_INPUT');
    expect((await ask('nonsense')).error).toBe('BAD_USER_INPUT');
    expect(codes(await ask(id, { reason: 'x'.repeat(2_001) }))).toEqual(['text.too-long']);
  });

  test('shows an adviser what waits, with the thing that it is about', async () => {
    const { data } = await p.graphql<{ approvals: { nodes: { subject: object }[] } }>(
      `{ approvals(first: 50, filter: { status: [REQUESTED] }) { totalCount nodes {
        transition viewerCan requestedBy { displayName } activity { id }
        subject { id ... on Contract { employerCost { amount } } } } } }`,
      {},
      { as: 'adviser' },
    );
    expect(data?.approvals.nodes[0]).toMatchObject({
      ...{ transition: 'contract.sign', viewerCan: ['approval.decide'] },
      ...{ activity: { id: activityId }, subject: { employerCost: { amount: '182.00' } } },
    });
    const hidden = await p.graphql<{ approvals: { nodes: object[] } }>(
      '{ approvals { nodes { id } } }',
      {},
      { as: 'member-design' },
    );
    expect(hidden.data?.approvals.nodes).toEqual([]);
  });
});

describe('the level of an activity', () => {
  test('is guided until somebody else than its manager decides another, from a day on', async () => {
    expect((await setLevel({}, 'member-stage')).error).toBe('FORBIDDEN');
    expect(codes(await setLevel({ from: '2026-11-01', reason: '' }))).toEqual([
      ...['text.blank', 'autonomy.backdated'],
    ]);
    await setLevel({ level: 'ENTREPRENEURIAL', from: '2027-01-01' });
    const set = await setLevel({});
    expect(set.activity).toMatchObject({
      autonomy: { level: 'AUTONOMOUS', since: '2026-11-23', limits: [] },
    });
    const { contract } = await calls.signed({ days: [['2026-12-09', '8']] });
    expect(contract?.status).toBe('SIGNED');
  });

  test('of many activities is read in a fixed number of statements', async () => {
    const query = `query ($first: Int) { activities(first: $first) { nodes {
      autonomy { level limits { transition } } } } }`;
    const sent = (first: number) =>
      p.statements(() => p.graphql(query, { first }, { as: 'adviser' }));
    expect((await sent(4)).length).toBe((await sent(1)).length);
  });
});
