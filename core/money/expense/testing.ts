/** What the tests of expenses and budgets share: money in activities, categories, receipts, sheets. */
import { createHash } from 'node:crypto';
import { keepFile } from '../../platform/files/stored-file.js';
import { globalId, newId } from '../../platform/ids.js';
import type { TestPerson } from '../../platform/testing/fixture.js';
import type { TestPlatform } from '../../platform/testing/platform.js';
import { activityAccount, hostAccount } from '../accounts.js';
import { credit, debit, post } from '../ledger/ledger.js';
import { ask, type Manager, newKey, within } from '../testing.js';
import { type CategoryDecision, decideExpenseCategory } from './expense-rules.js';

/** Money that an activity has, as if it had come in by the bank. */
export async function endow(p: TestPlatform, manager: Manager, amountMinor: bigint): Promise<void> {
  const ctx = p.ctx('finance');
  await within(ctx, ({ tx }) =>
    post(tx, tx.cooperativeId, [
      {
        ...{ key: newKey(), kind: 'ENDOWED', sourceType: 'test', sourceId: newId() },
        eventOn: p.platform.clock.today(),
        lines: [
          debit(hostAccount(p.hostEntityId, 'bank', 'EUR'), amountMinor),
          credit(activityAccount(p.activityIds[manager], 'activity.available', 'EUR'), amountMinor),
        ],
      },
    ]),
  );
}

const category = (code: string, over: Partial<CategoryDecision> = {}): CategoryDecision => ({
  ...{ code, title: { nl: code, fr: code, en: code, de: code }, kind: 'RECEIPT' },
  ...{ receiptRequired: false, vatDeductible: '100', from: '2020-01-01', source: 'Test' },
  ...over,
});

/** Material (all VAT), fuel (half), meals (none, 40.00 a day, receipt), trips by kilometre. */
export async function withCategories(p: TestPlatform): Promise<void> {
  const wanted = [
    category('material'),
    category('fuel', { vatDeductible: '50' }),
    category('meal', {
      ...{ vatDeductible: '0', receiptRequired: true, ceiling: '40.00', ceilingPer: 'DAY' },
    }),
    category('phone', { ceiling: '50.00', ceilingPer: 'MONTH' }),
    category('trip', { kind: 'KILOMETRES', vatDeductible: '0' }),
  ];
  for (const one of wanted) {
    const { violations } = await decideExpenseCategory(p.ctx('finance'), one);
    if (violations.length > 0) throw new Error(violations.map(({ code }) => code).join());
  }
}

/** An upload of the person, as the id that a mutation takes. */
export async function receiptOf(
  p: TestPlatform,
  person: TestPerson,
  content = `%PDF-1.7 a receipt ${newId()}`,
): Promise<string> {
  const sha256 = createHash('sha256').update(content).digest('hex');
  const file = await keepFile(p.ctx(person), {
    ...{ purpose: 'receipt', filename: 'bon.pdf', mediaType: 'application/pdf' },
    ...{ sha256, content: new Blob([content]) },
  });
  return globalId('Upload', file.id);
}

export const activityId = (p: TestPlatform, manager: Manager): string =>
  globalId('Activity', p.activityIds[manager]);

const sheetFields = `expense { id status version paidBy month claimed { amount } approved { amount }
  deductibleVat { amount } settledByAdvance { amount } refusalReason viewerCan
  lines { position category amount { amount } vat { amount } kilometres ratePerKilometre
    approved { amount } cutReason receipts { url filename } }
  payout { id status amount { amount } } } violations { code path message severity }`;

const mutation = (name: string, input: string, fields: string) =>
  `mutation ($input: ${input}!) { ${name}(input: $input) { ${fields} } }`;

export const draftSheet = mutation('draftExpense', 'DraftExpenseInput', sheetFields);
export const submitSheet = mutation('submitExpense', 'SubmitExpenseInput', sheetFields);
export const approveSheet = mutation('approveExpense', 'ApproveExpenseInput', sheetFields);
export const refuseSheet = mutation('refuseExpense', 'RefuseExpenseInput', sheetFields);

/** Submits a sheet of the manager for their own activity. */
export const submit = (
  p: TestPlatform,
  as: Manager,
  lines: readonly object[],
  over: Record<string, unknown> = {},
) =>
  ask(p, as, submitSheet, {
    input: { activityId: activityId(p, as), lines, idempotencyKey: newKey(), ...over },
  });

export const approve = (
  p: TestPlatform,
  as: TestPerson,
  expenseId: string,
  over: Record<string, unknown> = {},
) => ask(p, as, approveSheet, { input: { expenseId, idempotencyKey: newKey(), ...over } });

/** A line that is bought on a day. */
export const bought = (amount: string, over: Record<string, unknown> = {}) => ({
  ...{ category: 'material', onDay: '2025-11-10', description: 'Wood for a stage', amount },
  ...over,
});

/** The answer of a mutation of sheets, as far as a test reads it untyped. */
export interface Sheets {
  readonly submitExpense?: { readonly violations: readonly { readonly message: string }[] };
}

export const registerCar = `mutation ($input: RegisterVehicleInput!) {
  registerVehicle(input: $input) { vehicle { id plate } violations { code } } }`;

/** A trip; whose vehicle it was is for the caller to say. */
export const driven = (kilometres: number, over: Record<string, unknown> = {}) => ({
  ...{ category: 'trip', onDay: '2025-11-10', description: 'Ghent to Liège', kilometres },
  ...over,
});
