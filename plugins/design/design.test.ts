import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  ask as asks,
  codesOf as codes,
  conformance,
  errorCode,
  runAssignments,
  type TestPlatform,
  testPlatform,
} from 'gezel/sdk/testing';
import { design } from './plugin.js';

conformance(design, {
  states: { 'invoice.issue': [{ netMinor: 10_000n }, { netMinor: 0n }, { netMinor: -1n }] },
});

let p: TestPlatform;
let clients: string[];

beforeAll(async () => {
  p = await testPlatform({ plugins: [design] });
  const described = await step('designDescribeActivity', 'activity { studioName }', {
    ...{ activityId: activity(), studioName: 'Studio Inkt', discipline: 'graphic' },
  });
  expect(described).toEqual({ activity: { studioName: 'Studio Inkt' }, violations: [] });
  clients = [await newClient('BE0566988259'), await newClient('BE0206663151')];
});
afterAll(() => p.close());

describe('a deliverable', () => {
  test('goes from draft through review to approved and delivered, and ends its brief', async () => {
    const [id, briefId] = await newWork({ includedRounds: 0 });
    expect(codes(await change('Accept', id))).toEqual(['design.deliverable-draft']);
    for (const name of ['Submit', 'Accept', 'Deliver']) {
      expect(codes(await change(name, id, { dryRun: true }))).toEqual([]);
      expect(codes(await change(name, id))).toEqual([]);
    }
    expect(codes(await change('Deliver', id))).toEqual(['design.deliverable-delivered']);
    await p.platform.settle();
    const query = `query ($id: ID!) { designBrief(id: $id) { status
      deliverables { status deliveredOn viewerCan } } }`;
    expect(await ask(query, { id: briefId })).toEqual({
      status: 'DONE',
      deliverables: [{ status: 'DELIVERED', deliveredOn: '2026-11-23', viewerCan: [] }],
    });
    const late = { briefId, title: 'More', includedRounds: 0 };
    expect(codes(await step('designAddDeliverable', '', late))).toEqual(['design.brief-ended']);
  });

  test('is revised for nothing while rounds are included, then at the price agreed', async () => {
    const [id] = await newWork({ includedRounds: 1, extraRoundPrice: '150.00' });
    await change('Submit', id);
    expect(codes(await revise(id))).toEqual([]);
    expect(codes(await revise(id))).toEqual(['design.deliverable-draft']);
    await change('Submit', id);
    const refused = await revise(id);
    expect(refused.violations).toMatchObject([
      { code: 'design.extra-round-not-agreed', message: expect.stringContaining('150.00 EUR') },
    ]);
    expect(codes(await revise(id, { agreed: true, dryRun: true }))).toEqual([]);
    expect(codes(await revise(id, { agreed: true }))).toEqual([]);
    expect(await roundsOf(id)).toEqual([
      { number: 1, price: null },
      { number: 2, price: { amount: '150.00' } },
    ]);
  });

  test('takes no extra round without a price', async () => {
    const [id] = await newWork({ includedRounds: 0 });
    await change('Submit', id);
    expect(codes(await revise(id, { agreed: true }))).toEqual(['design.no-extra-round-price']);
    await step('designUpdateDeliverable', '', { id, extraRoundPrice: '80.00' });
    expect(codes(await revise(id, { agreed: true }))).toEqual([]);
    await step('designUpdateDeliverable', '', { id, extraRoundPrice: '95.00' });
    expect(await roundsOf(id)).toEqual([{ number: 1, price: { amount: '80.00' } }]);
  });

  test('is accepted or revised, not both, however many ask at once', async () => {
    const [id] = await newWork({ includedRounds: 5 });
    await change('Submit', id);
    const answers = await Promise.all([
      ...Array.from({ length: 5 }, () => revise(id)),
      ...Array.from({ length: 5 }, () => change('Accept', id)),
    ]);
    expect(answers.filter(({ violations }) => violations.length === 0)).toHaveLength(1);
    expect((await roundsOf(id)).length).toBeLessThanOrEqual(1);
  });

  test.each([
    { title: '' },
    { includedRounds: -1 },
    { includedRounds: 101 },
    { extraRoundPrice: '0' },
    { extraRoundPrice: '1.001' },
    { briefId: 'DesignBrief:x' },
    { authorId: 'Client:1' },
  ])('is not added with %p', async (more) => {
    const [, briefId] = await newWork({ includedRounds: 0 });
    const input = { briefId, title: 'Poster', includedRounds: 1, ...more };
    expect(await refusal(mutation('designAddDeliverable', ''), { input })).toBe('BAD_USER_INPUT');
  });

  test('of another’s activity does not exist, and finance only looks', async () => {
    const [id] = await newWork({ includedRounds: 0 });
    const submit = mutation('designSubmitDeliverable', '');
    for (const asking of [{ as: 'member-film' }, { as: 'admin', foreign: true }] as const) {
      expect(await refusal(submit, { input: { id } }, asking)).not.toBeUndefined();
    }
    expect(await refusal(submit, { input: { id } }, { as: 'member-film' })).toBe('NOT_FOUND');
    expect(await refusal(submit, { input: { id } }, { as: 'finance' })).toBe('FORBIDDEN');
  });
});

describe('a licence', () => {
  test('is in use only while its invoice is wholly paid, from its first day to its last', async () => {
    const [work] = await newWork({ includedRounds: 0 });
    const invoiceId = await newInvoice('1000.00');
    const terms = { from: '2026-12-01', until: '2026-12-31' };
    const licenceId = await granted(work, invoiceId, terms);
    expect(await useOf(licenceId)).toBe('UNPAID');
    await issue(invoiceId);
    await paid(invoiceId, 'PARTLY_PAID');
    expect(await useOf(licenceId)).toBe('UNPAID');
    await paid(invoiceId, 'PAID');
    const uses: unknown[] = [];
    for (const day of ['2026-11-30', '2026-12-01', '2026-12-31', '2027-01-01']) {
      p.setToday(day);
      uses.push(await useOf(licenceId));
    }
    p.setToday('2026-11-23');
    expect(uses).toEqual(['NOT_BEGUN', 'ACTIVE', 'ACTIVE', 'ENDED']);
    const withdrawn = await step('designWithdrawLicence', '', { id: licenceId });
    expect(codes(withdrawn)).toEqual(['design.licence-paid']);
    await p.admin.query(`update core.invoice set status = 'CREDITED' where id = $1`, [
      invoiceId.split(':')[1],
    ]);
    expect(await useOf(licenceId)).toBe('WITHDRAWN');
  });

  test('goes on a draft only, and what is withdrawn from it is not asked for any more', async () => {
    const [work] = await newWork({ includedRounds: 0 });
    const invoiceId = await newInvoice('1000.00');
    const first = await granted(work, invoiceId, { fee: '100.00' });
    await granted(work, invoiceId, { fee: '50.00', media: ['web'] });
    expect(await rightsOf(invoiceId)).toEqual({ rights: { amount: '150.00' } });
    expect(codes(await step('designWithdrawLicence', '', { id: first }))).toEqual([]);
    expect(await rightsOf(invoiceId)).toEqual({ rights: { amount: '50.00' } });
    const again = await step('designWithdrawLicence', '', { id: first });
    expect(codes(again)).toEqual(['design.licence-withdrawn']);
    await issue(invoiceId);
    const late = await grant(work, invoiceId, {});
    expect(codes(late)).toEqual(['design.invoice-not-draft']);
  });

  test('that is exclusive is granted to one client, however many are asked for at once', async () => {
    const [work] = await newWork({ includedRounds: 0 });
    const drafts = await Promise.all(
      [0, 1, 0, 1].map((i) => newInvoice('500.00', clients[i] as string)),
    );
    const answers = await Promise.all(
      drafts.map((invoiceId) => grant(work, invoiceId, { exclusive: true })),
    );
    const refused = answers.filter(({ violations }) => violations.length > 0);
    expect(refused).toHaveLength(2);
    expect(refused.flatMap(codes)).toContain('design.licence-clashes');
    const elsewhere = await newInvoice('500.00', clients[1] as string);
    const other = await newInvoice('500.00', clients[0] as string);
    const tried = [elsewhere, other].map((id) => grant(work, id, { territories: ['FR'] }));
    expect((await Promise.all(tried)).flatMap(codes)).toEqual([]);
  });

  test('is refused with everything that is wrong at once', async () => {
    const [work] = await newWork({ includedRounds: 0 });
    await granted(work, await newInvoice('500.00'), {
      ...{ media: ['all'], territories: ['WORLD'], transfer: true },
    });
    const invoiceId = await newInvoice('500.00', clients[1] as string);
    const terms = { from: '2026-12-02', until: '2026-12-01' };
    expect(codes(await grant(work, invoiceId, terms))).toContain('design.licence-ends-early');
    const clashing = await grant(work, invoiceId, { from: '2027-01-01' });
    expect(codes(clashing)).toEqual(['design.rights-transferred']);
    expect(await rightsOf(invoiceId)).toBeNull();
  });

  test.each([
    { media: [] },
    { media: ['Print!'] },
    { territories: ['belgium'] },
    { fee: '-1' },
    { fee: '1000000000.00' },
    { royaltyPercent: '0' },
    { royaltyPercent: '100.01' },
    { printRun: 0 },
    { transfer: true },
  ])('is not granted with %p', async (terms) => {
    const [work] = await newWork({ includedRounds: 0 });
    const invoiceId = await newInvoice('500.00');
    const input = { ...usual, deliverableId: work, invoiceId, ...terms };
    expect(await refusal(mutation('designGrantLicence', ''), { input })).toBe('BAD_USER_INPUT');
  });
});

describe('author rights on an invoice', () => {
  test.each([
    ['30.00', false, []],
    ['30.01', false, [['design.rights-share-exceeded', 'ERROR']]],
    ['30.01', true, [['design.rights-share-exceeded', 'WARNING']]],
  ])('of 100.00 may be %p (of a work that was there: %p): %p', async (fee, reuse, expected) => {
    const [work] = await newWork({ includedRounds: 0 });
    const invoiceId = await newInvoice('100.00');
    await granted(work, invoiceId, { fee, reuse });
    const { violations } = await issue(invoiceId);
    expect(violations.map(({ code, severity }) => [code, severity])).toEqual(expected);
  });
});

describe('royalties', () => {
  test('are due once for each day of the licence', async () => {
    const [work] = await newWork({ includedRounds: 0 });
    const invoiceId = await newInvoice('500.00');
    const terms = { from: '2026-01-01', until: '2026-12-31', royaltyPercent: '7.5' };
    const licenceId = await granted(work, invoiceId, terms);
    const report = (from: string, until: string, base = '1.50') =>
      step('designReportRoyalties', 'statement { royalty { amount } percent }', {
        ...{ licenceId, from, until, base, source: 'Statement of the shop' },
      });
    const made = await Promise.all([1, 2, 3].map(() => report('2026-01-01', '2026-03-31')));
    expect(made.filter(({ statement }) => statement !== null)).toEqual([
      { statement: { royalty: { amount: '0.11' }, percent: '7.50' }, violations: [] },
    ]);
    expect(codes(await report('2026-03-31', '2026-04-30'))).toEqual([
      'design.royalties-reported-before',
    ]);
    expect(codes(await report('2025-12-31', '2025-12-31'))).toEqual([
      'design.royalty-period-outside',
    ]);
    expect(codes(await report('2026-11-01', '2026-11-24'))).toEqual([
      'design.royalty-period-unclear',
    ]);
    const plain = await granted(work, invoiceId, { royaltyPercent: null });
    const none = await step('designReportRoyalties', '', {
      ...{ licenceId: plain, from: '2026-11-20', until: '2026-11-22', base: '1', source: 'x' },
    });
    expect(codes(none)).toContain('design.no-royalty-agreed');
  });
});

describe('a commission', () => {
  test('waits as a step of an assignment until all of it has been delivered', async () => {
    const assignment = await started();
    const briefId = assignment.steps[0]?.reference as string;
    expect(assignment).toMatchObject({ steps: [{ status: 'WAITING' }] });
    const query = 'query ($id: ID!) { designBrief(id: $id) { deliverables { id title } } }';
    const { deliverables } = await ask<{ deliverables: { id: string }[] }>(query, { id: briefId });
    expect(deliverables).toHaveLength(1);
    for (const { id } of deliverables) {
      for (const name of ['Submit', 'Accept', 'Deliver']) await change(name, id);
    }
    await p.platform.settle();
    await runAssignments(p.platform);
    expect(await assignmentNow(assignment.id)).toMatchObject({ steps: [{ status: 'DONE' }] });
  });

  test('offers itself for an assignment of a studio, and for no other activity', async () => {
    const plan = `mutation ($input: PlanAssignmentInput!) { planAssignment(input: $input) {
      assignment { steps { tool { name } } } violations { code } } }`;
    const input = { activityId: activity(), title: 'A poster', needs: ['design'] };
    expect(await ask(plan, { input })).toMatchObject({
      assignment: { steps: [{ tool: { name: 'design.commission' } }] },
    });
  });
});

interface Started {
  readonly id: string;
  readonly steps: readonly { readonly status: string; readonly reference: string | null }[];
}

async function started(): Promise<Started> {
  const plan = `mutation ($input: PlanAssignmentInput!) { planAssignment(input: $input) {
    assignment { id } violations { code } } }`;
  const toolInput = { title: 'A poster', deliverables: [{ title: 'Poster' }] };
  const steps = [{ tool: 'design.commission', input: toolInput }];
  const input = { activityId: activity(), title: 'A poster', steps };
  const { assignment } = await ask<{ assignment: { id: string } }>(plan, { input });
  const start = `mutation ($input: AssignmentStepInput!) { startAssignment(input: $input) {
    violations { code } } }`;
  const key = { id: assignment.id, idempotencyKey: 'commission-1' };
  expect(codes(await ask(start, { input: key }))).toEqual([]);
  await runAssignments(p.platform);
  return assignmentNow(assignment.id);
}

const assignmentNow = (id: string) =>
  ask<Started>('query ($id: ID!) { assignment(id: $id) { id steps { status reference } } }', {
    id,
  });

interface Payload {
  readonly violations: readonly { readonly code: string; readonly severity: string }[];
  readonly [made: string]: unknown;
}

const ask = <Answer = Payload>(query: string, variables: Record<string, unknown>) =>
  asks<Answer>(p, query, variables);

const refusal = (query: string, variables: Record<string, unknown>, asking?: Asking) =>
  errorCode(p, query, variables, asking);

type Asking = Parameters<typeof errorCode>[3];

const usual = {
  ...{ media: ['print'], territories: ['BE'], from: '2026-11-23', fee: '10.00' },
};

const activity = () => `Activity:${p.activityIds['member-stage']}`;

const mutation = (name: string, made: string): string => {
  const input = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input!`;
  const type = /^design(Submit|Accept|Deliver)D/.test(name)
    ? 'DesignChangeDeliverableInput!'
    : input;
  return `mutation ($input: ${type}) { ${name}(input: $input) {
    ${made} violations { code path message severity } } }`;
};

const step = (name: string, made: string, input: object): Promise<Payload> =>
  ask(mutation(name, made), { input });

const change = (name: string, id: string, more: object = {}) =>
  step(`design${name}Deliverable`, '', { id, ...more });

const revise = (id: string, more: object = {}) =>
  step('designRequestRevision', '', { id, request: 'Calmer', ...more });

async function newWork(more: object): Promise<[id: string, briefId: string]> {
  const made = await step('designCreateBrief', 'brief { id }', {
    ...{ activityId: activity(), title: 'House style' },
  });
  const { id: briefId } = made.brief as { id: string };
  const added = await step('designAddDeliverable', 'deliverable { id }', {
    ...{ briefId, title: 'Logo', ...more },
  });
  return [(added.deliverable as { id: string }).id, briefId];
}

const roundsOf = async (id: string) => {
  const query = `query ($id: ID!) { designDeliverable(id: $id) {
    rounds { number price { amount } } } }`;
  const { rounds } = await ask<{ rounds: unknown[] }>(query, { id });
  return rounds;
};

async function newClient(vatNumber: string): Promise<string> {
  const query = `mutation ($input: CreateClientInput!) {
    createClient(input: $input) { client { id } violations { code } } }`;
  const address = { street: 'Straat 1', postalCode: '1000', city: 'Brussel', country: 'BE' };
  const input = { activityId: activity(), kind: 'COMPANY', name: 'Client nv', vatNumber, address };
  const { client } = await ask<{ client: { id: string } }>(query, { input });
  return client.id;
}

async function newInvoice(unitPrice: string, clientId = clients[0] as string): Promise<string> {
  const query = `mutation ($input: CreateInvoiceInput!) {
    createInvoice(input: $input) { invoice { id } violations { code } } }`;
  const lines = [{ description: 'Design', unitPrice }];
  const input = { activityId: activity(), clientId, lines };
  const { invoice } = await ask<{ invoice: { id: string } }>(query, { input });
  return invoice.id;
}

const issue = (invoiceId: string) =>
  ask(
    `mutation ($input: IssueInvoiceInput!) { issueInvoice(input: $input) {
      violations { code severity } } }`,
    { input: { invoiceId, idempotencyKey: `issue-${invoiceId}` } },
  );

/** As the bank would: what a payment moves is the core's business and tested there. */
const paid = (invoiceId: string, status: string) =>
  p.admin.query('update core.invoice set payment_status = $2 where id = $1', [
    ...[invoiceId.split(':')[1], status],
  ]);

const grant = (deliverableId: string, invoiceId: string, terms: object) =>
  step('designGrantLicence', 'licence { id }', { ...usual, deliverableId, invoiceId, ...terms });

async function granted(work: string, invoiceId: string, terms: object): Promise<string> {
  const answer = await grant(work, invoiceId, terms);
  expect(codes(answer)).toEqual([]);
  return (answer.licence as { id: string }).id;
}

const useOf = async (id: string) =>
  (await ask<{ use: string }>('query ($id: ID!) { designLicence(id: $id) { use } }', { id })).use;

const rightsOf = async (id: string) => {
  const query = 'query ($id: ID!) { invoice(id: $id) { design { rights { amount } } } }';
  return (await ask<{ design: unknown }>(query, { id })).design;
};
