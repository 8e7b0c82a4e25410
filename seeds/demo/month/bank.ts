/** What the bank says: a CODA file of what clients paid, and a camt.053 file of what was paid out. */
import { camt } from '../../../core/money/statement/testing/camt-builder.js';
import {
  type CodaStatement,
  coda,
  codaBytes,
} from '../../../core/money/statement/testing/coda-builder.js';
import { asker } from '../client.js';
import { cents, type Freelancer, type MonthClient, type Sum, uploadFile } from './month-client.js';
import * as op from './operations.js';
import type { Sales } from './sales.js';
import { standing } from './work.js';

const finance = 'demo|finance';
/** The balance of the account when the month begins. */
const openingMinor = 5_000_000n;

interface Imported {
  readonly format: string;
  readonly linesTotal: number;
  readonly matched: number;
  readonly settled: number;
}

async function taken(client: MonthClient, name: string, content: Uint8Array | string) {
  const uploadId = await uploadFile(client, finance, { purpose: 'bank-statement', name, content });
  const { importBankFile } = await asker(client, finance)<{
    importBankFile: { bankImport: Imported };
  }>(op.importBankFile, { input: { uploadId, idempotencyKey: `month-${name}` } });
  return importBankFile.bankImport;
}

/** Paid exactly and by its communication; in part and in words; too much. Answers the new balance. */
export async function clientsPay(
  client: MonthClient,
  freelancer: Freelancer,
  { deposit, partly, overpaid }: Sales,
): Promise<bigint> {
  const [ogm, other] = [deposit, overpaid].map(({ structuredCommunication }) =>
    structuredCommunication.replace(/\D/g, ''),
  ) as [string, string];
  const lines = [
    { amountMinor: cents(deposit.total), ogm, name: 'Uitgeverij Zand', iban: 'BE71096123456769' },
    { amountMinor: 50_000n, words: `voorschot ${partly.number}`, name: 'Stad Gent' },
    {
      ...{ amountMinor: cents(overpaid.total) + 10_000n, ogm: other, name: 'Verhaegen' },
      iban: 'BE62510007547061',
    },
  ];
  const day = '2026-11-19';
  const statement: CodaStatement = { number: 901, openingMinor, day, lines };
  const { format, linesTotal, matched } = await taken(
    ...([client, 'statement-901.cod', codaBytes(coda(statement))] as const),
  );
  client.say(
    ` 6 the bank's ${format} file: ${linesTotal} lines, ${matched} met their invoice by its ` +
      'structured communication',
  );
  await confirmed(client, partly.id);
  await sentBack(client);
  client.say(`   the fund is repaid first: ${await standing(client, freelancer)}`);
  return openingMinor + lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
}

interface OpenLine {
  readonly id: string;
  readonly counterpartyName: string | null;
  readonly open: Sum;
  readonly suggestions: readonly {
    readonly score: number;
    readonly reasons: readonly { readonly message: string }[];
    readonly parts: readonly { readonly amount: Sum; readonly invoice: { readonly id: string } }[];
  }[];
}

async function openLine(client: MonthClient, name: string): Promise<OpenLine> {
  const { bankLines } = await asker(
    client,
    finance,
  )<{ bankLines: { nodes: OpenLine[] } }>(op.openBankLines);
  const line = bankLines.nodes.find(({ counterpartyName }) => counterpartyName === name);
  if (line === undefined) throw new Error(`There is no open movement of ${name}.`);
  return line;
}

/** What a machine suggests, a person confirms. */
async function confirmed(client: MonthClient, invoiceId: string): Promise<void> {
  const line = await openLine(client, 'Stad Gent');
  const suggestion = line.suggestions.find(({ parts }) => parts[0]?.invoice.id === invoiceId);
  const part = suggestion?.parts[0];
  if (suggestion === undefined || part === undefined) throw new Error('Nothing was suggested.');
  const { matchPayment } = await asker(client, finance)<{
    matchPayment: { invoice: { number: string; paymentStatus: string; due: Sum } };
  }>(op.matchPayment, {
    input: {
      ...{ bankLineId: line.id, invoiceId, amount: part.amount.amount },
      idempotencyKey: 'month-match',
    },
  });
  const { number, paymentStatus, due } = matchPayment.invoice;
  client.say(
    `   a suggestion of ${suggestion.score} points is confirmed ` +
      `(${suggestion.reasons.map(({ message }) => message).join(' ')}): ` +
      `${number} is ${paymentStatus}, ${due.amount} is still due`,
  );
}

async function sentBack(client: MonthClient): Promise<void> {
  const { id: bankLineId } = await openLine(client, 'Verhaegen');
  const { refundBankLine } = await asker(client, finance)<{
    refundBankLine: { payout: { amount: Sum } };
  }>(op.refundBankLine, { input: { bankLineId, idempotencyKey: 'month-refund' } });
  client.say(`   what was paid too much goes back: ${refundBankLine.payout.amount.amount}`);
}

/** The whole file of payments comes back from the bank as one debit. */
export async function bankPays(
  client: MonthClient,
  file: { readonly id: string; readonly messageId: string; readonly controlSum: Sum },
  openingMinor: bigint,
): Promise<void> {
  const amountMinor = -cents(file.controlSum);
  const lines = [{ amountMinor, endToEndId: file.messageId, name: 'SEPA' }];
  const statement = { number: 902, openingMinor, day: '2026-11-25', lines };
  const { format, settled } = await taken(client, 'statement-902.xml', camt([statement]));
  const { payouts } = await asker(
    client,
    finance,
  )<{ payouts: { nodes: { status: string }[] } }>(...[op.payoutsOfFile, { fileId: file.id }]);
  const paid = payouts.nodes.filter(({ status }) => status === 'PAID').length;
  client.say(`15 the bank's ${format} file settles ${settled} payouts: ${paid} are PAID`);
}
