/** The lines of a statement as they are sent, checked before anything is read or written. */

import { lineFindings, paragraphFindings, tidy } from '../../platform/model/text.js';
import { minorOf } from '../../platform/money.js';
import { hashOf } from '../../platform/write/once.js';
import type { Finding } from '../../platform/write/violation.js';
import { parseStructuredCommunication } from '../invoice/structured-communication.js';
import { maximumAmountMinor, maximumBankLines, maximumTextLength } from '../limits.js';
import type { BankLineInput, ImportBankStatementInput } from './bank-statement-input.js';

export interface StatementLine {
  readonly lineNo: number;
  readonly bookedOn: string;
  readonly amountMinor: bigint;
  readonly counterpartyName: string | null;
  readonly counterpartyIban: string | null;
  /** Twelve digits that are right; what is wrong stays in the free words. */
  readonly reference: string | null;
  readonly communication: string | null;
  readonly valueOn: string | null;
  /** What whoever ordered the payment called it. */
  readonly endToEndId: string | null;
  readonly bankReference: string | null;
  /** ISO 20022 code of why a payment came back. */
  readonly returnReason: string | null;
  /** Tells a line that is sent again from another one under the same number. */
  readonly contentHash: string;
}

/** An input of which the currency is known. */
export type StatementInput = ImportBankStatementInput & { readonly currency: string };

export function statementLines(input: StatementInput): {
  readonly lines: readonly StatementLine[];
  readonly findings: readonly Finding[];
} {
  const { lines: inputs, currency, year, number } = input;
  if (inputs.length < 1 || inputs.length > maximumBankLines) {
    const values = { lines: inputs.length, limit: maximumBankLines };
    return { lines: [], findings: [{ code: 'bank.line-count', path: ['lines'], values }] };
  }
  const findings: Finding[] = [];
  if (year < 1990 || year > 9999) findings.push({ code: 'bank.year', path: ['year'] });
  if (number < 0) findings.push({ code: 'bank.number', path: ['number'] });
  const seen = new Set<number>();
  const lines = inputs.map((one, index) => {
    const at = (property: string) => ['lines', String(index), property];
    const line = lineOf(one, currency, at('amount').join('.'));
    if (one.lineNo < 1 || seen.has(one.lineNo)) {
      findings.push({ code: 'bank.line-number', path: at('lineNo'), values: { n: one.lineNo } });
    }
    seen.add(one.lineNo);
    findings.push(...contentFindings(line, at));
    return line;
  });
  return { lines, findings };
}

function lineOf(one: BankLineInput, currency: string, path: string): StatementLine {
  const written = tidy(one.structuredCommunication ?? '');
  const reference = parseStructuredCommunication(written);
  const communication = tidy(one.communication ?? '') || (reference === null && written) || null;
  const content = {
    bookedOn: one.bookedOn,
    amountMinor: minorOf(one.amount, currency, path),
    counterpartyName: tidy(one.counterpartyName ?? '') || null,
    counterpartyIban: one.counterpartyIban ?? null,
    reference: reference ?? parseStructuredCommunication(communication ?? ''),
    communication,
  };
  const endToEndId = tidy(one.endToEndId ?? '') || null;
  const untold = { valueOn: null, bankReference: null, returnReason: null };
  return { lineNo: one.lineNo, ...content, ...untold, endToEndId, contentHash: hashOf(content) };
}

function contentFindings(line: StatementLine, at: (property: string) => string[]): Finding[] {
  const found: Finding[] = [];
  const size = line.amountMinor < 0n ? -line.amountMinor : line.amountMinor;
  if (size === 0n || size > maximumAmountMinor) {
    found.push({ code: 'bank.amount', path: at('amount') });
  }
  const name = lineFindings('counterpartyName', line.counterpartyName ?? '-', 200);
  const id = lineFindings('endToEndId', line.endToEndId ?? '-', 35);
  const words = paragraphFindings('communication', line.communication ?? '', maximumTextLength);
  found.push(
    ...[...name, ...id, ...words].map((one) => ({ ...one, path: at(one.path?.[0] ?? '') })),
  );
  return found;
}
