import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ask, codesOf, type TestPlatform, testPlatform } from 'gezel/sdk/testing';
import { selfEmployed } from './plugin.js';

type Person = 'member-stage' | 'member-film' | 'finance' | 'admin';
let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform({ plugins: [selfEmployed] });
  await profile();
});
afterAll(() => p?.close());

interface Invoice {
  readonly id: string;
  readonly number: string;
  readonly status: string;
  readonly transmission: string | null;
  readonly viewerCan: readonly string[];
  readonly total: { readonly amount: string };
  readonly due: { readonly amount: string };
}
interface Answer {
  readonly invoice: Invoice | null;
  readonly violations: { readonly code: string }[];
}

const fields = `id number status transmission transmissionProblem viewerCan total { amount }
  due { amount }`;
const act = (name: string, input: object, as: Person = 'member-stage', type = name) =>
  ask<Answer>(
    p,
    `mutation ($input: SelfEmployed${type}Input!) { selfEmployed${name}(input: $input) {
      ${name.includes('Enterprise') || name === 'SetProfile' ? '' : `invoice { ${fields} }`}
      violations { code } } }`,
    { input },
    { as },
  );
const profile = (over: object = {}, as: Person = 'member-stage') => {
  const input = {
    ...{ tradeName: 'Noor Licht', enterpriseNumber: '0566988259', vatRegime: 'NORMAL' },
    ...{ occupation: 'MAIN', iban: 'BE68539007547034', street: 'Straat 1', postalCode: '9000' },
    ...{ city: 'Gent', country: 'BE', currency: 'EUR', ...over },
  };
  return act('SetProfile', input, as);
};
const buyer = {
  ...{ enterpriseNumber: '0896755397', street: 'Plein 1', postalCode: '1000', city: 'Brussel' },
  country: 'BE',
};
let keys = 0;
const issue = (over: object = {}) =>
  act('IssueInvoice', {
    ...{ clientName: 'A theatre', buyer, idempotencyKey: `sent-${++keys}-key` },
    ...{ lines: [{ description: 'Plan', unitPrice: '100.00', vatRate: '21' }], ...over },
  });
const send = (invoiceId: string | undefined) =>
  act('SendInvoice', { invoiceId }, 'member-stage', 'InvoiceStep');
const credit = (invoiceId: string | undefined, lines?: object[]) =>
  lines === undefined
    ? act('CreditInvoice', { invoiceId }, 'member-stage', 'InvoiceStep')
    : act('CreditInPart', { invoiceId, lines, idempotencyKey: `part-${++keys}-key` });
const confirm = (as: Person, memberId = p.memberIds['member-stage']) =>
  act('ConfirmEnterprise', { memberId: `Member:${memberId}` }, as, 'Confirm');
const read = (id: string | undefined) =>
  ask<Invoice>(p, `query ($id: ID!) { selfEmployedInvoice(id: $id) { ${fields} } }`, { id });

describe('an own invoice over the network', () => {
  test('is sent once the staff know whose the enterprise is, and not before', async () => {
    const first = await issue();
    expect(codesOf(first)).toEqual(['self-employed.not-confirmed']);
    expect(first.invoice).toMatchObject({ transmission: null });
    expect(first.invoice?.viewerCan).toContain('self-employed.send-invoice');
    expect(codesOf(await send(first.invoice?.id))).toEqual(['self-employed.not-confirmed']);
    await expect(confirm('member-stage')).rejects.toMatchObject({
      extensions: { code: 'FORBIDDEN' },
    });
    await profile({}, 'admin');
    expect(codesOf(await confirm('admin', p.memberIds.admin))).toEqual([
      'self-employed.own-enterprise',
    ]);
    expect(codesOf(await confirm('finance'))).toEqual([]);
    const sent = await send(first.invoice?.id);
    expect(sent.invoice?.transmission).toBe('QUEUED');
    expect(codesOf(await send(first.invoice?.id))).toEqual(['self-employed.sent-already']);
    expect((await issue()).invoice?.transmission).toBe('QUEUED');
    const { invoice: note } = await credit(first.invoice?.id);
    expect(note?.transmission).toBe('QUEUED');
    expect(codesOf(await profile({ tradeName: 'Another' }))).toEqual([]);
    expect((await issue()).invoice?.transmission).toBeNull();
    await profile();
    await confirm('finance');
  });

  test('tells how far it came, and is sent anew when it was refused', async () => {
    const { invoice } = await issue();
    const says = async (status: string, problem: string | null) => {
      await p.admin.query(
        `update core.transmission set status = $2, ended_at = now(), next_attempt_at = null
         where subject_id = $1`,
        [invoice?.id.split(':')[1], status],
      );
      const handler = selfEmployed.events[0];
      const ctx = p.platform.host.context(p.ctx('admin'), selfEmployed.name);
      await ctx.transaction(async (inside) =>
        handler?.handle(inside, {
          ...{ id: inside.newId(), type: 'self-employed.transmission', activityId: null },
          subject: { type: 'SelfEmployedInvoice', id: String(invoice?.id.split(':')[1]) },
          ...{ occurredAt: inside.now, payload: { status, problem } },
        }),
      );
    };
    await says('REFUSED', 'RECEIVER_NOT_ON_NETWORK');
    expect(await read(invoice?.id)).toMatchObject({
      ...{ transmission: 'REFUSED', transmissionProblem: 'RECEIVER_NOT_ON_NETWORK' },
    });
    expect((await send(invoice?.id)).invoice?.transmission).toBe('QUEUED');
    await says('DELIVERED', null);
    expect(await read(invoice?.id)).toMatchObject({ transmission: 'DELIVERED' });
    expect(codesOf(await send(invoice?.id))).toEqual(['self-employed.sent-already']);
  });

  test('goes by hand where the client cannot be reached', async () => {
    const abroad = await issue({ buyer: { ...buyer, country: 'FR' } });
    expect(codesOf(abroad)).toEqual(['self-employed.buyer-not-reached']);
    const person = await issue({ buyer: undefined, clientLines: ['Plein 2'] });
    expect(codesOf(person)).toEqual([]);
    expect(codesOf(await send(person.invoice?.id))).toEqual(['self-employed.buyer-unknown']);
    await expect(issue({ buyer: undefined })).rejects.toMatchObject({
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });

  test('says why it charges nothing', async () => {
    const line = { description: 'Course', unitPrice: '50.00', vatRate: '0' };
    expect(codesOf(await issue({ lines: [line] }))).toEqual(['self-employed.ground-missing']);
    const ground = 'VAT Code, art. 44 § 2, 4°';
    const { invoice } = await issue({ lines: [{ ...line, ground }] });
    const [row] = await p.admin.query<{ ubl: string }>(
      'select ubl from core.transmission where subject_id = $1',
      [invoice?.id.split(':')[1]],
    );
    expect(row?.ubl).toContain(ground);
  });
});

describe('a credit note of a part', () => {
  test('leaves the rest to be paid, never takes back more, and ends with the whole', async () => {
    const lines = [
      { description: 'Plan', unitPrice: '100.00', vatRate: '21', quantity: '2' },
      { description: 'Manual', unitPrice: '10.00', vatRate: '6' },
    ];
    const { invoice } = await issue({ lines });
    expect(invoice?.due.amount).toBe('252.60');
    const { invoice: note } = await credit(invoice?.id, [{ line: 1, amount: '50.00' }]);
    expect([note?.total.amount, note?.due.amount]).toEqual(['60.50', '0.00']);
    expect(await read(invoice?.id)).toMatchObject({ status: 'ISSUED', due: { amount: '192.10' } });
    const wrong = [
      { line: 1, amount: '150.01' },
      { line: 2, amount: '0.00' },
      { line: 3, amount: '1.00' },
    ];
    expect(codesOf(await credit(invoice?.id, wrong))).toEqual(
      wrong.map(() => 'self-employed.more-than-left'),
    );
    const both = await Promise.all(
      [1, 2].map(() => credit(invoice?.id, [{ line: 1, amount: '150.00' }])),
    );
    expect(both.flatMap(codesOf)).toEqual(['self-employed.more-than-left']);
    const { invoice: last } = await credit(invoice?.id);
    expect(last?.total.amount).toBe('10.60');
    expect(await read(invoice?.id)).toMatchObject({ status: 'CREDITED', due: { amount: '0.00' } });
    expect(codesOf(await credit(invoice?.id, [{ line: 1, amount: '1.00' }]))).toEqual([
      'self-employed.not-open',
    ]);
    await expect(credit(invoice?.id, [])).rejects.toMatchObject({
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });
});

test('who has not said who they are on their invoices is told so by a plan', async () => {
  const mutation = `mutation ($input: PlanAssignmentInput!) { planAssignment(input: $input) {
    violations { code } } }`;
  const lines = [{ description: 'Plan', unitPrice: '100.00', vatRate: '21' }];
  const step = { clientName: 'A client', clientLines: ['Plein 1'], lines };
  const input = {
    ...{ activityId: `Activity:${p.activityIds['member-film']}`, title: 'Plan' },
    steps: [{ tool: 'self-employed.invoice', input: step }],
  };
  const planned = await ask<Answer>(p, mutation, { input }, { as: 'member-film' });
  expect(codesOf(planned)).toEqual(['self-employed.no-profile']);
});
