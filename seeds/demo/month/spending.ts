/** What an activity spends: budget, a supplier's electronic invoice, receipts, rights, a transfer. */
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EInvoice, Party } from '../../../core/money/einvoice/einvoice.js';
import { writeUbl } from '../../../core/money/einvoice/write-ubl.js';
import { asker } from '../client.js';
import {
  eventually,
  type Freelancer,
  type IssuedInvoice,
  type MonthClient,
  type Sum,
  uploadFile,
} from './month-client.js';
import * as op from './operations.js';

export async function plan(client: MonthClient, freelancer: Freelancer): Promise<void> {
  const { activityId } = freelancer;
  await asker(client, freelancer.subject)(op.createBudget, {
    input: {
      ...{ activityId, title: 'November', from: '2026-11-01', until: '2026-11-30' },
      policy: 'WARN',
      lines: [
        { kind: 'PURCHASES', planned: '90.00' },
        { kind: 'EXPENSES', planned: '150.00' },
      ],
    },
  });
  client.say(' 7 plans November: 90.00 of purchases, 150.00 of expenses');
}

const party = (name: string, enterpriseNumber: string): Party => ({
  ...{ name, street: 'Nieuwstraat 1', postalCode: '1000', city: 'Brussel', country: 'BE' },
  ...{ vatNumber: `BE${enterpriseNumber}`, enterpriseNumber, email: null },
  address: { scheme: '0208', value: enterpriseNumber },
});

/** What a printer sends for the activity: 100.00 and 21 %. */
function bill(activityId: string): EInvoice {
  const rate = { code: 'S', rate: 2_100 } as const;
  return {
    ...{ kind: 'INVOICE', typeCode: '380', number: 'DR-2026-118', issuedOn: '2026-11-19' },
    ...{ dueOn: '2026-11-25', currency: 'EUR', note: null, paymentTerms: null },
    ...{ buyerReference: null, orderReference: activityId, preceding: [], attachment: null },
    ...{ seller: party('Drukkerij Sint-Joris', '0403170701'), delivery: null },
    buyer: party('Gedeelde Producties vzw', '0566988259'),
    payment: { iban: 'BE25363036447182', bic: null, holder: 'Drukkerij', reference: null },
    ...{ allowances: [], prepaidMinor: 0n },
    subtotals: [{ ...rate, baseMinor: 10_000n, vatMinor: 2_100n, reason: null }],
    lines: [
      {
        ...{ id: '1', description: 'Proofs', quantityMicro: 1_000_000n, unitPriceMinor: 10_000n },
        ...{ netMinor: 10_000n, vat: rate, note: null, allowances: [] },
      },
    ],
  };
}

interface Purchase {
  readonly id: string;
  readonly number: string;
  readonly supplierName: string;
  readonly total: Sum;
  readonly vat: Sum;
}

/** It arrives at the access point, names its activity, and finance approves it. */
export async function buy(client: MonthClient, { activityId }: Freelancer): Promise<void> {
  const inbox = join(client.accessPoint, 'inbox');
  await mkdir(inbox, { recursive: true });
  const arriving = join(client.accessPoint, 'arriving');
  await writeFile(arriving, writeUbl(bill(activityId)));
  await rename(arriving, join(inbox, 'printer-118.xml'));
  const finance = asker(client, 'demo|finance-2');
  const purchase = await eventually('incoming invoice', async () => {
    const found = await finance<{ purchases: { nodes: Purchase[] } }>(op.purchases, { activityId });
    return found.purchases.nodes[0];
  });
  const { approvePurchase } = await finance<{
    approvePurchase: {
      purchase: { payout: { dueOn: string } };
      warnings: { message: string }[];
    };
  }>(op.approvePurchase, {
    input: {
      ...{ purchaseId: purchase.id, deductibleVat: purchase.vat.amount },
      idempotencyKey: 'month-purchase',
    },
  });
  const { payout } = approvePurchase.purchase;
  client.say(
    ` 8 ${purchase.supplierName} sends ${purchase.number} by Peppol: EUR ${purchase.total.amount}, ` +
      `approved, to be paid on ${payout.dueOn}`,
  );
  for (const { message } of approvePurchase.warnings) client.say(`   warning: ${message}`);
}

const receipt = '%PDF-1.4\n% a receipt of the demo\n%%EOF\n';

export async function claim(client: MonthClient, freelancer: Freelancer): Promise<void> {
  const { subject, activityId } = freelancer;
  const file = { purpose: 'receipt', name: 'papier.pdf', content: receipt };
  const receiptIds = [await uploadFile(client, subject, file)];
  const noor = asker(client, subject);
  const { submitExpense } = await noor<{
    submitExpense: { expense: { id: string; claimed: Sum } };
  }>(op.submitExpense, {
    input: {
      ...{ activityId, idempotencyKey: 'month-expense' },
      lines: [
        {
          ...{ category: 'material', onDay: '2026-11-12', description: 'Paper', receiptIds },
          ...{ amount: '121.00', vatAmount: '21.00' },
        },
      ],
    },
  });
  const { id: expenseId } = submitExpense.expense;
  const { approveExpense } = await asker(client, 'demo|adviser')<{
    approveExpense: { expense: { approved: Sum; deductibleVat: Sum } };
  }>(op.approveExpense, { input: { expenseId, idempotencyKey: 'month-approve' } });
  const { approved, deductibleVat } = approveExpense.expense;
  client.say(
    ` 9 claims ${approved.amount} with its receipt; the adviser approves, ` +
      `${deductibleVat.amount} of VAT is deducted`,
  );
}

export async function payRights(client: MonthClient, freelancer: Freelancer): Promise<void> {
  const { subject, activityId, memberId } = freelancer;
  const { payAuthorRights } = await asker(client, subject)<{
    payAuthorRights: {
      payment: Record<'gross' | 'costs' | 'withheld' | 'net', Sum> | null;
      refusals: { message: string }[];
    };
  }>(op.payAuthorRights, {
    input: {
      ...{ activityId, memberId, amount: '100.00', work: 'LITERARY_OR_ARTISTIC' },
      ...{ ground: 'PUBLIC_COMMUNICATION', description: 'Illustrations of a book' },
      ...{ dueOn: '2026-11-25', idempotencyKey: 'month-rights' },
    },
  });
  const { payment, refusals } = payAuthorRights;
  if (payment === null) {
    const why = refusals.map(({ message }) => message).join(' ');
    return client.say(`10 asks for 100.00 of author rights, and is told: ${why}`);
  }
  client.say(
    `10 author rights: ${payment.gross.amount} gross, ${payment.costs.amount} lump sum of costs, ` +
      `${payment.withheld.amount} withheld, ${payment.net.amount} net`,
  );
}

export async function moveAndCredit(
  client: MonthClient,
  freelancer: Freelancer & { readonly savingsId: string },
  rest: IssuedInvoice,
): Promise<void> {
  const noor = asker(client, freelancer.subject);
  await noor(op.transfer, {
    input: {
      ...{ fromActivityId: freelancer.activityId, toActivityId: freelancer.savingsId },
      ...{ amount: '50.00', reason: 'A start', idempotencyKey: 'month-transfer' },
    },
  });
  client.say('11 moves 50.00 to her other activity');
  const { creditInvoice } = await noor<{
    creditInvoice: { creditNote: { number: string; total: Sum } };
  }>(op.creditInvoice, {
    input: {
      ...{ invoiceId: rest.id, reason: 'Fewer pages than agreed' },
      ...{ lines: [{ position: 1, net: '200.00' }], idempotencyKey: 'month-credit' },
    },
  });
  const { number, total } = creditInvoice.creditNote;
  client.say(`12 credit note ${number} takes ${total.amount} back from ${rest.number}`);
}
