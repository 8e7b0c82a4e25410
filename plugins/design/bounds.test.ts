import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  ask,
  codesOf,
  errorCode,
  runAssignments,
  type TestPlatform,
  testPlatform,
} from 'gezel/sdk/testing';
import { design } from './plugin.js';
import { rightsShares } from './rights-share.validations.js';
import { calls, type Made, mutation } from './testing.js';

let p: TestPlatform;
let clientId: string;
beforeAll(async () => {
  p = await testPlatform({ plugins: [design] });
  await describeStudio();
  clientId = await newClient();
});
afterAll(() => p.close());

const { activity, describeStudio, step, newClient, newInvoice: invoiceTo } = calls(() => p);

const newInvoice = () => invoiceTo(clientId);

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

  describe('that is quoted', () => {
    const quoted = async (more: object = {}) => {
      const made = { activityId: activity(), title: 'A poster', clientId, ...more };
      const { brief } = await step('designCreateBrief', 'brief { id }', made);
      const briefId = brief?.id as string;
      const works = [await add(briefId), await add(briefId, { title: 'Flyer', format: 'A6' })];
      return { briefId, ids: works.map(({ deliverable }) => deliverable?.id as string) };
    };
    const fields = 'brief { id quote { id } }';
    const quote = (briefId: string, ids: readonly string[], more: object = {}) => {
      const lines = ids.map((deliverableId) => ({ deliverableId, price: '500.00' }));
      return step('designQuoteBrief', fields, { briefId, lines, ...more });
    };
    const manage = <Answer>(query: string, variables: object) =>
      ask<Answer>(p, query, variables as never, { as: 'member-stage' });
    const read = `query ($id: ID!) { quote(id: $id) { validUntil conditions net { amount }
      depositPercent depositTermDays lines { description } } }`;
    const quoteId = (made: object) =>
      (made as { brief: { quote: { id: string } } | null }).brief?.quote.id as string;

    test('holds two months on the usual terms, and thirty percent of it are asked in advance', async () => {
      const { briefId, ids } = await quoted();
      const id = quoteId(await quote(briefId, ids));
      const said = await manage<{ conditions: string }>(read, { id });
      expect(said).toMatchObject({
        ...{ validUntil: '2027-01-23', net: { amount: '1000.00' } },
        ...{ depositPercent: '30.00', depositTermDays: 7 },
        lines: [{ description: 'Poster' }, { description: 'Flyer (A6)' }],
      });
      expect(said.conditions).toContain('30 %');
      expect(said.conditions).toMatch(/\b7\b/);
      const keyed = { quoteId: id };
      const moved = (name: string, type: string, input: object, out: string) => {
        const query = `mutation ($input: ${type}!) { ${name}(input: $input) { ${out} } }`;
        return manage<object>(query, { input });
      };
      await moved('sendQuote', 'QuoteStepInput', keyed, 'violations { code }');
      await moved('acceptQuote', 'QuoteStepInput', keyed, 'violations { code }');
      const part = { ...keyed, part: { kind: 'DEPOSIT' } };
      const out = 'invoice { net { amount } paymentTermDays }';
      expect(await moved('createInvoice', 'CreateInvoiceInput', part, out)).toEqual({
        invoice: { net: { amount: '300.00' }, paymentTermDays: 7 },
      });
    });

    test('follows what was agreed with its client, then its studio, then the house', async () => {
      const terms = 'terms { fromDay untilDay advanceDays client { id } }';
      const set = mutation('designSetTerms', terms);
      const decide = (input: object, as: 'admin' | 'member-stage' = 'admin') =>
        ask<Made>(p, set, { input: { from: '2026-11-23', source: 'Board', ...input } }, { as });
      const depositOf = async () => {
        const { briefId, ids } = await quoted();
        const id = quoteId(await quote(briefId, ids));
        const said = await manage<Record<'depositPercent' | 'depositTermDays', unknown>>(read, {
          id,
        });
        return [said.depositPercent, said.depositTermDays];
      };
      const studio = { activityId: activity(), studioName: 'Studio Inkt', discipline: 'graphic' };
      const own = (said: object) =>
        step('designDescribeActivity', 'activity { advanceDays }', { ...studio, ...said });
      try {
        expect(codesOf(await decide({ advancePercent: 40, advanceDays: 10 }))).toEqual([]);
        expect(await depositOf()).toEqual(['40.00', 10]);
        // From tomorrow on; and in no time that has passed.
        await decide({ advanceDays: 20, from: '2026-11-24' });
        expect(codesOf(await decide({ advanceDays: 5, from: '2026-11-22' }))).toEqual([
          'design.terms-past',
        ]);
        expect(await own({ advanceDays: 12 })).toMatchObject({ activity: { advanceDays: 12 } });
        expect(await depositOf()).toEqual(['40.00', 12]);
        const agreed = { clientId, advanceDays: 3, source: 'Letter of today' };
        expect(await decide({ ...agreed, dryRun: true }, 'member-stage')).toMatchObject({
          ...{ terms: null, violations: [] },
        });
        await Promise.all([1, 2, 3].map(() => decide(agreed, 'member-stage')));
        expect(await depositOf()).toEqual(['40.00', 3]);
        p.setToday('2026-11-24');
        expect(await own({ advanceDays: null })).toMatchObject({ activity: { advanceDays: 20 } });
        const input = { from: '2026-11-24', source: 'Me', advanceDays: 1 };
        const refused = (more: object, as: 'member-stage' | 'member-film') =>
          errorCode(p, set, { input: { ...input, ...more } }, { as });
        expect(await refused({}, 'member-stage')).toBe('FORBIDDEN');
        expect(await refused({ clientId }, 'member-film')).toBe('NOT_FOUND');
        expect(await refused({ clientId, advanceDays: null }, 'member-stage')).toBe(
          'BAD_USER_INPUT',
        );
        const asked = 'query ($id: ID) { designTerms(clientId: $id) { advanceDays } }';
        expect(await manage(asked, { id: clientId })).toEqual({ advanceDays: 3 });
        expect(await ask(p, asked, { id: clientId }, { as: 'member-film' })).toBeNull();
      } finally {
        p.setToday('2026-11-23');
        await p.admin.query('delete from design.terms where cooperative_id = $1', [
          p.cooperativeId,
        ]);
      }
    });

    test('holds thirty working days where the studio says so, with its own advance or none', async () => {
      const terms = { quoteValidity: 'THIRTY_WORKING_DAYS', advancePercent: 0, advanceDays: 14 };
      const studio = { activityId: activity(), studioName: 'Studio Inkt', discipline: 'graphic' };
      await step('designDescribeActivity', 'activity { advanceDays }', { ...studio, ...terms });
      const { briefId, ids } = await quoted();
      const said = await manage<{ conditions: string }>(read, {
        id: quoteId(await quote(briefId, ids)),
      });
      expect(said).toMatchObject({ validUntil: '2027-01-06', depositPercent: null });
      expect(said.conditions).not.toContain('%');
      const usual = { quoteValidity: null, advancePercent: null, advanceDays: null };
      await step('designDescribeActivity', 'activity { advanceDays }', { ...studio, ...usual });
      for (const wrong of [{ advancePercent: 101 }, { advancePercent: -1 }, { advanceDays: 0 }]) {
        const asked = { ...studio, ...wrong };
        await expect(
          step('designDescribeActivity', 'activity { advanceDays }', asked),
        ).rejects.toThrow();
      }
    });

    test('is changed while it is worked on, and offered anew once its client declined', async () => {
      const { briefId: id, ids } = await quoted({ clientId: null });
      const change = (input: object) =>
        step('designUpdateBrief', 'brief { title goal client { id } quote { id } }', {
          ...{ id, ...input },
        });
      // Two at once, of different things: neither undoes the other's.
      await Promise.all([{ title: 'A cover' }, { goal: 'Be seen' }, { clientId }].map(change));
      expect((await change({ materials: null })).brief).toMatchObject({
        ...{ title: 'A cover', goal: 'Be seen', client: { id: clientId }, quote: null },
      });
      const first = quoteId(await quote(id, ids));
      expect(codesOf(await change({ clientId: null }))).toEqual(['design.brief-quoted']);
      const move = (name: string, type: string, input: object, out = 'violations { code }') =>
        manage<{ readonly quote: { readonly id: string } }>(
          `mutation ($input: ${type}!) { ${name}(input: $input) { ${out} } }`,
          { input },
        );
      await move('sendQuote', 'QuoteStepInput', { quoteId: first });
      const again = { quoteId: first, validUntil: '2026-12-31' };
      const { quote: next } = await move('reviseQuote', 'ReviseQuoteInput', again, 'quote { id }');
      await move('sendQuote', 'QuoteStepInput', { quoteId: next.id });
      await p.platform.settle();
      expect((await change({})).brief).toMatchObject({ quote: { id: next.id } });
      expect(codesOf(await quote(id, ids))).toEqual(['design.brief-quoted']);
      await move('declineQuote', 'DeclineQuoteInput', { quoteId: next.id, reason: 'Too dear' });
      expect(quoteId(await quote(id, ids))).not.toBe(next.id);
      const wrong = { title: ' ', clientId: `Client:${crypto.randomUUID()}` };
      for (const [name, value] of Object.entries(wrong)) {
        await expect(change({ [name]: value })).rejects.toThrow();
      }
      await step('designCancelBrief', 'brief { id }', { id });
      expect(codesOf(await change({ title: 'x' }))).toEqual(['design.brief-ended']);
    });

    test('has a client, each work once, and one quote', async () => {
      const none = await quoted({ clientId: null });
      expect(codesOf(await quote(none.briefId, none.ids.slice(1)))).toEqual([
        ...['design.brief-without-client', 'design.quote-all'],
      ]);
      const { briefId, ids } = await quoted();
      const twice = [ids[0], ids[0]] as string[];
      expect(codesOf(await quote(briefId, twice, { dryRun: true }))).toEqual(['design.quote-all']);
      for (const price of ['-1', '1.001', '1000000000']) {
        const lines = ids.map((deliverableId) => ({ deliverableId, price }));
        const tried = step('designQuoteBrief', fields, { briefId, lines, dryRun: true });
        await expect(tried).rejects.toThrow();
      }
      const both = await Promise.all([quote(briefId, ids), quote(briefId, ids)]);
      expect(both.flatMap(codesOf)).toEqual(['design.brief-quoted']);
    });
  });

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
    const update = (input: object) =>
      step('designUpdateDeliverable', 'deliverable { id }', { id, ...input });
    await expect(update({ extraRoundPrice: '-1' })).rejects.toThrow();
    expect(codesOf(await update({ format: 'A3' }))).toEqual([]);
    await change('Deliver');
    expect(codesOf(await update({ title: 'x' }))).toEqual(['design.deliverable-delivered']);
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
