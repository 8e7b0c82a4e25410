import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ToolContext } from 'gezel/sdk';
import {
  ask,
  codesOf,
  errorCode,
  giveMoney,
  moneyLeft,
  type TestPlatform,
  testPlatform,
  upload,
} from 'gezel/sdk/testing';
import { mobility } from './plugin.js';
import { ticketDocument } from './ticket-document.js';
import { trainTickets } from './train-tickets.tool.js';

const desk = { as: 'adviser' } as const;
let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform({ plugins: [mobility] });
  await giveMoney(p, mobility, 10_000_00n);
});
afterAll(() => p?.close());

const context = (as: 'admin' | 'member-stage') => p.platform.host.context(p.ctx(as), mobility.name);
const activityId = () => `Activity:${p.activityIds['member-stage']}`;
let keys = 0;
const idempotencyKey = () => `tickets-${++keys}`;

const inStep = <T>(
  stepId: string | null,
  work: (ctx: ToolContext & { stepId: string }) => Promise<T>,
) =>
  context('member-stage').transaction((inside) => {
    const assignment = { activityId: p.activityIds['member-stage'], clientId: null, title: 'Tour' };
    return work({ ...inside, stepId: stepId as string, assignment, done: {} });
  });

describe('tickets for a train', () => {
  const fields = `{ request { id status refusal price { amount } viewerCan
    travellers { travellerName ageGroup } } violations { code path } }`;
  interface TicketAnswer {
    readonly request: { readonly id: string; readonly status: string } | null;
    readonly violations: { readonly code: string; readonly path: string[] }[];
  }
  const request = (over: object = {}) =>
    ask<TicketAnswer>(
      p,
      `mutation ($input: MobilityRequestTicketsInput!) { mobilityRequestTickets(input: $input)
        ${fields} }`,
      {
        input: {
          ...{ activityId: activityId(), origin: 'Gent', destination: 'Paris' },
          ...{ outwardOn: '2027-03-01', travellers: [{ name: 'A. Traveller' }] },
          ...{ idempotencyKey: idempotencyKey(), ...over },
        },
      },
    );
  const step = (name: string, id: string, over: object = {}, asking: object = {}) =>
    ask<TicketAnswer>(
      p,
      `mutation ($input: Mobility${name === 'Issue' ? 'IssueTickets' : 'TicketStep'}Input!) {
        mobility${name}Tickets(input: $input) ${fields} }`,
      { input: { id, idempotencyKey: idempotencyKey(), ...over } },
      { as: 'member-stage', ...asking },
    );
  const statusOf = async (id: string) => {
    const query = `query ($id: ID!) { mobilityTicketRequest(id: $id) { status } }`;
    return (await ask<{ status: string }>(p, query, { id })).status;
  };
  /** What the desk does with the newest request. */
  const deskDoes = async (name: 'answer' | 'refuse', what: object) => {
    const list = `{ providerRequests(first: 1) { nodes { id request } } }`;
    const { nodes } = await ask<{ nodes: { id: string; request: object }[] }>(p, list, {}, desk);
    const type = `${name === 'answer' ? 'Answer' : 'Refuse'}ProviderRequestInput`;
    const mutation = `mutation ($input: ${type}!) { ${name}ProviderRequest(input: $input) {
      violations { code } } }`;
    const requestId = nodes[0]?.id;
    const input = { requestId, idempotencyKey: idempotencyKey(), ...what };
    expect(codesOf(await ask<TicketAnswer>(p, mutation, { input }, desk))).toEqual([]);
    await p.platform.settle();
    return nodes[0]?.request;
  };
  const priced = (price: string) => deskDoes('answer', { answer: { price, reference: 'ABC' } });

  test('are paid at once up to the maximum, and the supplier learns no names', async () => {
    const before = Number(await moneyLeft(p));
    const { request: made } = await request({ maximum: '100.00' });
    const asked = await priced('100.00');
    expect(JSON.stringify(asked)).not.toContain('Traveller');
    expect(await statusOf(made?.id as string)).toBe('PAID');
    expect(Number(await moneyLeft(p))).toBe(before - 100);
    expect((await step('Cancel', made?.id as string)).request).toMatchObject({
      status: 'CANCELLED',
    });
    expect(Number(await moneyLeft(p))).toBe(before);
  });

  test('that are dearer wait for a word, which pays them once', async () => {
    const before = Number(await moneyLeft(p));
    const id = (await request({ maximum: '99.99' })).request?.id as string;
    expect(codesOf(await step('Accept', id))).toEqual(['mobility.tickets-are-requested']);
    await priced('100.00');
    expect(await statusOf(id)).toBe('OFFERED');
    const all = await Promise.all([1, 2].map(() => step('Accept', id)));
    expect(all.flatMap(codesOf)).toEqual(['mobility.tickets-are-paid']);
    expect(Number(await moneyLeft(p))).toBe(before - 100);
    expect(codesOf(await step('Issue', id, { uploadIds: [] }, desk))).toEqual([
      'mobility.no-tickets-given',
    ]);
    const strange = { id, idempotencyKey: idempotencyKey(), uploadIds: [] };
    const mutation = `mutation ($input: MobilityIssueTicketsInput!) {
      mobilityIssueTickets(input: $input) { violations { code } } }`;
    expect(await errorCode(p, mutation, { input: strange })).toBe('FORBIDDEN');
  });

  test('are issued by the desk as a document, for whoever sees the request', async () => {
    const id = (await request({ maximum: '100.00' })).request?.id as string;
    expect(codesOf(await step('Issue', id, { uploadIds: [] }, desk))).toEqual([
      ...['mobility.tickets-are-requested', 'mobility.no-tickets-given'],
    ]);
    await priced('90.00');
    const pdf = '%PDF-1.4\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF\n';
    const uploadIds = [await upload(p, 'mobility.tickets', pdf, 'adviser')];
    const issue = () => step('Issue', id, { uploadIds }, desk);
    expect((await issue()).request).toMatchObject({ status: 'ISSUED' });
    expect(codesOf(await issue())).toContain('mobility.tickets-are-issued');
    expect(codesOf(await step('Cancel', id))).toEqual(['mobility.tickets-are-issued']);
    const query = `query ($id: ID!) { mobilityTickets(requestId: $id) { filename mediaType } }`;
    expect(await ask(p, query, { id })).toEqual([
      { filename: 'note.pdf', mediaType: 'application/pdf' },
    ]);
    const requestId = id.split(':')[1] as string;
    const subject = { type: 'MobilityTicketRequest', id: requestId };
    const [file] = await context('member-stage').files.of(subject);
    const params = { requestId, fileId: file?.id as string };
    const opened = (as: 'member-stage' | 'member-film') =>
      ticketDocument.open(p.platform.host.context(p.ctx(as), mobility.name), params);
    expect(await opened('member-stage')).toMatchObject({ mediaType: 'application/pdf' });
    expect(await opened('member-film')).toBeNull();
  });

  test('that are offered are not offered again, and those called off stay so', async () => {
    const id = (await request()).request?.id as string;
    await priced('10.00');
    expect(codesOf(await step('Issue', id, { uploadIds: [] }, desk))).toContain(
      'mobility.tickets-are-offered',
    );
    await step('Cancel', id);
    expect(codesOf(await step('Accept', id))).toEqual(['mobility.tickets-are-cancelled']);
  });

  test('that there are not are told with the reason', async () => {
    const id = (await request()).request?.id as string;
    await deskDoes('refuse', { reason: 'No train runs.' });
    expect(await statusOf(id)).toBe('REFUSED');
    expect(codesOf(await step('Cancel', id))).toEqual(['mobility.tickets-are-refused']);
  });

  test('are not asked for days that have passed or run backwards, nor for nobody', async () => {
    const asked = await request({ outwardOn: '2026-11-01', returnOn: '2026-10-01' });
    expect(asked.violations.map(({ code, path }) => [code, ...path])).toEqual([
      ['mobility.begins-in-the-past', 'outwardOn'],
      ['mobility.ends-early', 'returnOn'],
    ]);
    const bad = { extensions: { code: 'BAD_USER_INPUT' } };
    await expect(request({ travellers: [] })).rejects.toMatchObject(bad);
    await expect(request({ maximum: '-1' })).rejects.toMatchObject(bad);
    await expect(request({ origin: ' ' })).rejects.toMatchObject(bad);
  });

  test('as a step wait, and are called off with it', async () => {
    const stepId = context('admin').newId();
    const input = {
      ...{ origin: 'Gent', destination: 'Lille', outwardOn: '2027-03-01', maximum: '50.00' },
      travellers: [{ name: 'A. Traveller' }],
    };
    const plan = await inStep(null, (ctx) => trainTickets.plan(ctx, input));
    expect(plan).toMatchObject({ costMinor: 50_00n, findings: [] });
    const outcome = await inStep(stepId, (ctx) => trainTickets.start(ctx, input, null));
    expect(outcome).toEqual({ reference: `MobilityTicketRequest:${stepId}`, state: 'WAITING' });
    await inStep(stepId, (ctx) => trainTickets.cancel(ctx, input, outcome.reference));
    expect(await statusOf(outcome.reference as string)).toBe('CANCELLED');
  });

  test('propose themselves from the first place to the last, for the people who go', async () => {
    const facts = {
      ...{ allInclusive: false, days: ['2027-03-01', '2027-03-04'], places: ['Gent', 'Paris'] },
      ...{ people: [p.memberIds['member-stage']], amountMinor: null, currency: 'EUR' },
    };
    const offer = (needs: string[]) =>
      inStep(null, async (ctx) => trainTickets.propose?.(ctx, { ...facts, needs }));
    expect(await offer(['tickets'])).toEqual({
      ...{ origin: 'Gent', destination: 'Paris', outwardOn: '2027-03-01', returnOn: '2027-03-04' },
      travellers: [{ name: 'Test member-stage' }],
    });
    expect(await offer([])).toMatchObject({ declined: { code: 'assignment.only-for-need' } });
    const here = { ...facts, places: ['Gent'], needs: ['tickets'] };
    expect(await inStep(null, async (ctx) => trainTickets.propose?.(ctx, here))).toMatchObject({
      declined: { code: 'mobility.one-place-only' },
    });
  });
});
