import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ask, codesOf, runAssignments, type TestPlatform, testPlatform } from 'gezel/sdk/testing';
import { design } from './plugin.js';
import { rightsShares } from './rights-share.validations.js';
import { calls, mutation } from './testing.js';

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
