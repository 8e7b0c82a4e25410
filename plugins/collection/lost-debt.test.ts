import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type TestPlatform, testPlatform } from 'gezel/sdk/testing';
import { collection } from './plugin.js';
import { ask, lateInvoice, take, type Values } from './testing.js';

let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform({ plugins: [collection] });
  const ctx = p.platform.host.context(p.ctx('admin'), collection.name);
  await collection.seeds.reference?.(ctx);
  await collection.seeds.demo?.(ctx, []);
});
afterAll(() => p.close());

test('a debt that is given up ends its file, and opens it again when that is taken back', async () => {
  const { invoiceId } = await lateInvoice(p);
  expect((await take(p, 'Open', { invoiceId, subject: 'Three days' })).violations).toEqual([]);
  const writeOff = async (name: string, input: Values, as: string): Promise<string> => {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const query = `mutation ($input: ${type}!) { ${name}(input: $input) { writeOff { id } } }`;
    const keyed = { ...input, idempotencyKey: `key-${name}` };
    const told = await ask<{ writeOff: { id: string } }>(p, query, { input: keyed }, { as });
    await p.platform.settle();
    return told.writeOff.id;
  };
  const file = () =>
    ask(p, `query ($id: ID!) { collectionFile(invoiceId: $id) { status nextStepOn } }`, {
      id: invoiceId,
    });
  const reason = 'Declared bankrupt';
  const lost = { ground: 'bankruptcy', lostOn: '2026-11-20', evidence: 'Judgment', reason };
  const asked = { invoiceId, ...lost };
  const writeOffId = await writeOff('proposeInvoiceWriteOff', asked, 'finance');
  expect(await file()).toMatchObject({ status: 'WATCHED' });
  await writeOff('decideInvoiceWriteOff', { writeOffId, approve: true }, 'finance-2');
  expect(await file()).toEqual({ status: 'SETTLED', nextStepOn: null });
  await writeOff('reverseInvoiceWriteOff', { writeOffId, reason: 'A plan was agreed' }, 'finance');
  expect(await file()).toEqual({ status: 'WATCHED', nextStepOn: '2026-11-23' });
});
