import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  ask,
  codesOf,
  errorCode,
  runAssignments,
  type TestPlatform,
  testPlatform,
} from 'gezel/sdk/testing';
import { licenceDocument } from './licence-pdf.js';
import { design } from './plugin.js';
import { rightsShares } from './rights-share.validations.js';

let p: TestPlatform;
let clientId: string;
let work: string;

beforeAll(async () => {
  p = await testPlatform({ plugins: [design] });
  await step('designDescribeActivity', 'activity { studioName }', {
    ...{ activityId: activity(), studioName: 'Studio Inkt', discipline: 'graphic' },
  });
  clientId = await newClient();
  const { brief } = await step('designCreateBrief', 'brief { id }', {
    ...{ activityId: activity(), title: 'House style' },
  });
  const { deliverable } = await step('designAddDeliverable', 'deliverable { id }', {
    ...{ briefId: brief?.id, title: 'Logo', includedRounds: 1, extraRoundPrice: '150.00' },
  });
  work = deliverable?.id as string;
  for (const agreed of [false, true, true]) {
    await step('designSubmitDeliverable', 'deliverable { id }', { id: work });
    const revision = { id: work, request: 'Calmer', agreed };
    await step('designRequestRevision', 'deliverable { id }', revision);
  }
});
afterAll(() => p.close());

type Made = Record<'brief' | 'deliverable' | 'licence' | 'statement', { id: string } | null> & {
  readonly violations: { code: string; path: string[] }[];
};

describe('extra rounds', () => {
  const put = (invoiceId: string, more: object = {}) =>
    step('designInvoiceRounds', 'deliverable { id }', { deliverableId: work, invoiceId, ...more });

  test('are lines of a draft, once, at the price that was agreed', async () => {
    const invoiceId = await newInvoice();
    expect(codesOf(await put(invoiceId, { dryRun: true }))).toEqual([]);
    expect(await linesOf(invoiceId)).toEqual(['Design 500.00']);
    const answers = await Promise.all([put(invoiceId), put(invoiceId), put(invoiceId)]);
    expect(answers.flatMap(codesOf)).toEqual(Array(2).fill('design.no-round-to-invoice'));
    expect(await linesOf(invoiceId)).toEqual([
      ...['Design 500.00', 'Logo: 2. Calmer 150.00', 'Logo: 3. Calmer 150.00'],
    ]);
  });

  test('are put on another draft when the first was thrown away', async () => {
    const [first] = await p.admin.query<{ id: string }>(
      `select distinct invoice_id as id from design.revision_round
       where cooperative_id = $1 and invoice_id is not null`,
      [p.cooperativeId],
    );
    const id = `Invoice:${first?.id}`;
    const version = 'query ($id: ID!) { invoice(id: $id) { version } }';
    const { version: expectedVersion } = await ask<{ version: number }>(p, version, { id });
    await ask(
      p,
      `mutation ($input: DiscardInvoiceInput!) { discardInvoice(input: $input) {
        violations { code } } }`,
      { input: { invoiceId: id, expectedVersion } },
    );
    const invoiceId = await newInvoice();
    expect(codesOf(await put(invoiceId))).toEqual([]);
    expect(await linesOf(invoiceId)).toHaveLength(3);
  });

  test('are not put on what is issued, nor on what is somebody else’s', async () => {
    const issued = await newInvoice();
    await issue(issued);
    expect(codesOf(await put(issued))).toContain('design.invoice-not-draft');
    const query = mutation('designInvoiceRounds', 'deliverable { id }');
    const input = { deliverableId: work, invoiceId: issued };
    expect(await errorCode(p, query, { input }, { as: 'member-film' })).toBe('NOT_FOUND');
    const nobody = { ...input, invoiceId: `Invoice:${crypto.randomUUID()}` };
    expect(await errorCode(p, query, { input: nobody })).toBe('NOT_FOUND');
  });
});

describe('royalties', () => {
  const statementOf = async (base: string, from: string) => {
    licence ??= (
      await step('designGrantLicence', 'licence { id }', {
        ...{ deliverableId: work, invoiceId: await newInvoice(), media: ['print'], fee: '10.00' },
        ...{ territories: ['BE'], from: '2026-01-01', royaltyPercent: '7.5' },
      })
    ).licence?.id;
    const { statement } = await step('designReportRoyalties', 'statement { id }', {
      ...{ licenceId: licence, from, until: from, base, source: 'The shop' },
    });
    return statement?.id as string;
  };
  let licence: string | undefined;
  const put = (statementId: string, invoiceId: string) =>
    step('designInvoiceRoyalties', 'statement { id }', { statementId, invoiceId });

  test('are a line and author rights of the invoice, once', async () => {
    const statementId = await statementOf('1200.00', '2026-11-01');
    const invoiceId = await newInvoice();
    expect(codesOf(await put(statementId, invoiceId))).toEqual([]);
    expect(codesOf(await put(statementId, invoiceId))).toEqual(['design.royalties-invoiced']);
    expect(await linesOf(invoiceId)).toEqual([
      ...['Design 500.00', 'Logo: 2026-11-01 – 2026-11-01, 7.50 % 90.00'],
    ]);
    const query = `query ($id: ID!) { invoice(id: $id) { design {
      rights { amount } reuse { amount } } } }`;
    expect(await ask(p, query, { id: invoiceId })).toEqual({
      design: { rights: { amount: '90.00' }, reuse: { amount: '90.00' } },
    });
  });

  test('of nothing, or of another client, are on no invoice', async () => {
    const nothing = await statementOf('0.00', '2026-11-02');
    expect(codesOf(await put(nothing, await newInvoice()))).toEqual(['design.royalties-nothing']);
    const some = await statementOf('100.00', '2026-11-03');
    const other = await newInvoice(await newClient());
    expect(codesOf(await put(some, other))).toEqual(['design.invoice-of-other-client']);
  });

  test('and the licence itself are told in writing to those who see the activity', async () => {
    await statementOf('1.00', '2026-11-04');
    const query = 'query ($id: ID!) { designLicence(id: $id) { document { filename } } }';
    expect(await ask(p, query, { id: licence })).toEqual({
      document: { filename: expect.stringMatching(/^licence-[0-9a-f]{12}\.pdf$/) },
    });
    const fetched = (as: 'member-stage' | 'member-film') =>
      licenceDocument.open(p.platform.host.context(p.ctx(as), design.name), {
        ...{ id: String(licence).split(':')[1] as string, locale: 'fr' },
      });
    const sheet = await fetched('member-stage');
    expect(
      Buffer.from(sheet?.body as Uint8Array)
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    expect(await fetched('member-film')).toBeNull();
  });
});

describe('the use of a licence', () => {
  /** Granted on an invoice of 100.00 that is issued, and how far its payment is. */
  async function granted(): Promise<{ id: string; invoiceId: string }> {
    const invoiceId = await newInvoice();
    const { licence } = await step('designGrantLicence', 'licence { id }', {
      ...{ deliverableId: work, invoiceId, media: ['web'], territories: ['BE'], fee: '10.00' },
      ...{ from: '2026-11-23', until: '2026-11-23' },
    });
    await issue(invoiceId);
    return { id: licence?.id as string, invoiceId };
  }
  const useOf = async (id: string) =>
    (await ask<{ use: string }>(p, 'query ($id: ID!) { designLicence(id: $id) { use } }', { id }))
      .use;
  const bank = async (invoiceId: string, amount: string) => {
    const query = 'query ($id: ID!) { invoice(id: $id) { structuredCommunication } }';
    const { structuredCommunication } = await ask<{ structuredCommunication: string }>(
      ...([p, query, { id: invoiceId }] as const),
    );
    const lines = [{ lineNo: 1, bookedOn: '2026-11-23', amount, structuredCommunication }];
    statements += 1;
    await ask(
      p,
      `mutation ($input: ImportBankStatementInput!) { importBankStatement(input: $input) {
        violations { code } } }`,
      {
        input: {
          ...{ iban: 'BE68539007547034', year: 2026, number: statements, lines },
          idempotencyKey: crypto.randomUUID(),
        },
      },
      { as: 'finance' },
    );
  };
  let statements = 0;

  test('waits for the last cent that the bank brings, and lasts its last day', async () => {
    const { id, invoiceId } = await granted();
    expect(await useOf(id)).toBe('UNPAID');
    await bank(invoiceId, '604.99');
    expect(await useOf(id)).toBe('UNPAID');
    await bank(invoiceId, '0.01');
    expect(await useOf(id)).toBe('ACTIVE');
    p.setToday('2026-11-24');
    expect(await useOf(id)).toBe('ENDED');
    p.setToday('2026-11-22');
    expect(await useOf(id)).toBe('NOT_BEGUN');
    p.setToday('2026-11-23');
  });

  test('needs only what a credit note leaves to pay, and ends with an invoice taken back', async () => {
    const credit = (invoiceId: string, lines?: object[]) =>
      ask<Made>(
        p,
        `mutation ($input: CreditInvoiceInput!) { creditInvoice(input: $input) {
          violations { code } } }`,
        { input: { invoiceId, reason: 'Agreed', lines, idempotencyKey: crypto.randomUUID() } },
      );
    const part = await granted();
    expect(codesOf(await credit(part.invoiceId, [{ position: 1, net: '100.00' }]))).toEqual([]);
    await bank(part.invoiceId, '483.99');
    expect(await useOf(part.id)).toBe('UNPAID');
    await bank(part.invoiceId, '0.01');
    expect(await useOf(part.id)).toBe('ACTIVE');
    const whole = await granted();
    expect(codesOf(await credit(whole.invoiceId))).toEqual([]);
    expect(await useOf(whole.id)).toBe('WITHDRAWN');
  });
});

describe('the share of author rights', () => {
  test.each([
    ['2023', '2023-01-01', 50n],
    ['2024', '2024-01-01', 40n],
    ['2025', '2025-01-01', 30n],
  ])('of %s holds from %s on, to the cent', (year, from, percent) => {
    const [share, next] = rightsShares.filter(({ effective }) => effective?.from >= from);
    expect(share?.name).toBe(`design.author-rights-share-${year}`);
    expect(share?.effective).toEqual({ from, ...(next && { until: next.effective?.from }) });
    const judge = (rightsMinor: bigint, reuseMinor = 0n) =>
      share?.check({
        after: { netMinor: 100_00n },
        extensions: { rights: [{ rightsMinor, reuseMinor, currency: 'EUR' }] },
      } as never);
    expect(judge(percent * 100n)).toEqual([]);
    expect(judge(percent * 100n + 1n)).toMatchObject([
      { code: 'design.rights-share-exceeded', severity: 'ERROR' },
    ]);
    expect(judge(100_00n, 100_00n)).toMatchObject([{ severity: 'WARNING' }]);
  });
});

describe('a brief', () => {
  const brief = async () =>
    (
      await step('designCreateBrief', 'brief { id }', {
        ...{ activityId: activity(), title: 'A poster' },
      })
    ).brief?.id as string;
  const add = (briefId: string, more: object = {}) =>
    step('designAddDeliverable', 'deliverable { id }', {
      ...{ briefId, title: 'Poster', includedRounds: 0, ...more },
    });
  const copies = (table: string, columns: string, id: string) =>
    p.admin.query(
      `insert into design.${table} (id, ${columns})
       select gen_random_uuid(), ${columns} from design.${table}, generate_series(1, 99)
       where id = $1`,
      [id.split(':')[1]],
    );

  test('that is given up takes nothing more, and fails the step that waits for it', async () => {
    const id = await brief();
    expect(codesOf(await step('designCancelBrief', 'brief { id }', { id, dryRun: true }))).toEqual(
      [],
    );
    expect(codesOf(await step('designCancelBrief', 'brief { id }', { id }))).toEqual([]);
    expect(codesOf(await step('designCancelBrief', 'brief { id }', { id }))).toEqual([
      'design.brief-ended',
    ]);
    expect(codesOf(await add(id))).toEqual(['design.brief-ended']);
    const waiting = await commissioned();
    expect(waiting.steps).toMatchObject([{ status: 'WAITING' }]);
    const { reference } = waiting.steps[0] as { reference: string };
    await step('designCancelBrief', 'brief { id }', { id: reference });
    await p.platform.settle();
    await runAssignments(p.platform);
    expect((await assignmentNow(waiting.id)).steps).toMatchObject([
      { status: 'FAILED', violations: [{ code: 'design.brief-ended' }] },
    ]);
  });

  test('asks for so much, a work has so many rounds and licences, and no more', async () => {
    const id = await brief();
    const { deliverable } = await add(id, { includedRounds: 100 });
    const made = deliverable?.id as string;
    const columns = `cooperative_id, activity_id, brief_id, title, status, included_rounds,
      rounds_taken, currency, changed_at`;
    await copies('deliverable', columns, made);
    expect(codesOf(await add(id))).toEqual(['design.too-many-deliverables']);
    await step('designSubmitDeliverable', 'deliverable { id }', { id: made });
    const revise = { id: made, request: 'Calmer', agreed: true };
    await p.admin.query('update design.deliverable set rounds_taken = 99 where id = $1', [
      made.split(':')[1],
    ]);
    expect(codesOf(await step('designRequestRevision', 'deliverable { id }', revise))).toEqual([]);
    await step('designSubmitDeliverable', 'deliverable { id }', { id: made });
    expect(codesOf(await step('designRequestRevision', 'deliverable { id }', revise))).toEqual([
      'design.too-many-rounds',
    ]);
    const grant = {
      ...{ deliverableId: made, media: ['web'], territories: ['BE'], fee: '1.00' },
      from: '2026-11-23',
    };
    const on = async () =>
      step('designGrantLicence', 'licence { id }', {
        ...{ ...grant, invoiceId: await newInvoice() },
      });
    const { licence: first } = await on();
    const licence = `cooperative_id, activity_id, deliverable_id, client_id, invoice_id, media,
      territories, from_day, exclusive, transfer, sublicence, reuse, fee_minor, currency, status,
      changed_at`;
    await copies('licence', licence, first?.id as string);
    expect(codesOf(await on())).toEqual(['design.too-many-licences']);
  });

  test('says how far a work is that cannot take a step', async () => {
    const { deliverable } = await add(await brief());
    const id = deliverable?.id as string;
    const change = async (name: string) =>
      codesOf(await step(`design${name}Deliverable`, 'deliverable { id }', { id }));
    await change('Submit');
    expect(await change('Deliver')).toEqual(['design.deliverable-in-review']);
    await change('Accept');
    expect(await change('Submit')).toEqual(['design.deliverable-approved']);
  });

  test('is of an activity that is open and that says what it is', async () => {
    const film = `Activity:${p.activityIds['member-film']}`;
    const made = mutation('designCreateBrief', 'brief { id }');
    const stranger = { input: { activityId: film, title: 'A poster' } };
    expect(codesOf(await ask(p, made, stranger, { as: 'member-film' }))).toEqual([
      'design.activity-not-described',
    ]);
    const of = [p.activityIds['member-stage']];
    await p.admin.query(`update core.activity set status = 'CLOSED' where id = $1`, of);
    const closed = { activityId: activity(), title: 'A poster' };
    expect(codesOf(await step('designCreateBrief', 'brief { id }', closed))).toEqual([
      'design.activity-closed',
    ]);
    await p.admin.query(`update core.activity set status = 'OPEN' where id = $1`, of);
  });

  interface Started {
    readonly id: string;
    readonly steps: readonly object[];
  }

  const assignmentNow = (id: string) => {
    const query = `query ($id: ID!) { assignment(id: $id) { id steps {
      status reference violations { code } } } }`;
    return ask<Started>(p, query, { id });
  };

  async function commissioned(): Promise<Started> {
    const plan = `mutation ($input: PlanAssignmentInput!) { planAssignment(input: $input) {
      assignment { id } violations { code } } }`;
    const start = `mutation ($input: AssignmentStepInput!) { startAssignment(input: $input) {
      violations { code } } }`;
    const toolInput = { title: 'A poster', deliverables: [{ title: 'Poster' }] };
    const steps = [{ tool: 'design.commission', input: toolInput }];
    const input = { activityId: activity(), title: 'A poster', steps };
    const { assignment } = await ask<{ assignment: { id: string } }>(p, plan, { input });
    const key = { id: assignment.id, idempotencyKey: crypto.randomUUID() };
    expect(codesOf(await ask(p, start, { input: key }))).toEqual([]);
    await runAssignments(p.platform);
    return assignmentNow(assignment.id);
  }
});

const activity = () => `Activity:${p.activityIds['member-stage']}`;

const mutation = (name: string, made: string): string => {
  const input = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input!`;
  const change = /^design(Submit|Accept|Deliver)Deliverable$/.test(name);
  const type = change ? 'DesignChangeDeliverableInput!' : input;
  return `mutation ($input: ${type}) { ${name}(input: $input) {
    ${made} violations { code path } } }`;
};

const step = (name: string, made: string, input: object) =>
  ask<Made>(p, mutation(name, made), { input });

async function newClient(): Promise<string> {
  const query = `mutation ($input: CreateClientInput!) {
    createClient(input: $input) { client { id } violations { code } } }`;
  const address = { street: 'Straat 1', postalCode: '1000', city: 'Brussel', country: 'BE' };
  const input = { activityId: activity(), kind: 'CONSUMER', name: 'A client', address };
  const { client } = await ask<{ client: { id: string } }>(p, query, { input });
  return client.id;
}

async function newInvoice(client = clientId): Promise<string> {
  const query = `mutation ($input: CreateInvoiceInput!) {
    createInvoice(input: $input) { invoice { id } violations { code } } }`;
  const lines = [{ description: 'Design', unitPrice: '500.00' }];
  const input = { activityId: activity(), clientId: client, lines };
  const { invoice } = await ask<{ invoice: { id: string } }>(p, query, { input });
  return invoice.id;
}

const issue = (invoiceId: string) =>
  ask(
    p,
    `mutation ($input: IssueInvoiceInput!) { issueInvoice(input: $input) {
      violations { code } } }`,
    { input: { invoiceId, idempotencyKey: crypto.randomUUID() } },
  );

async function linesOf(id: string): Promise<string[]> {
  const query = `query ($id: ID!) { invoice(id: $id) {
    lines { description unitPrice { amount } } } }`;
  const { lines } = await ask<{ lines: { description: string; unitPrice: { amount: string } }[] }>(
    ...([p, query, { id }] as const),
  );
  return lines.map(({ description, unitPrice }) => `${description} ${unitPrice.amount}`);
}
