import type { RetentionCode } from './retention.js';

/** What the core does with a table that names people who are no members: found by their words. */
export interface ContactDuty {
  readonly table: string;
  /** Text of the row in which a person is looked for: SQL over the row `t`. */
  readonly names: readonly string[];
  /** Which of the rows found it is about, of a table that stands twice. */
  readonly when?: string;
  /** These columns get other values. Absent: it is kept. */
  readonly erase?: Readonly<Record<string, string>>;
  readonly term?: RetentionCode;
  readonly ground: string;
}

const accounting =
  'The law has the documents of an accounting kept whole, with the parties that they name.';

const kept = (table: string, ...names: string[]): ContactDuty => ({
  ...{ table, names, term: 'accounting', ground: accounting },
});

const documents = ['invoice', 'quote']
  .map((table) => `select from core.${table} d where d.cooperative_id = $1 and d.client_id = t.id`)
  .map((select) => `exists (${select})`)
  .join(' or ');

const clientNames = ['t.name', 't.email'];

/** Every table of the core in which somebody who is no member may be named. */
export const contactDuties: readonly ContactDuty[] = [
  {
    ...{ table: 'core.client', names: clientNames, when: `not (${documents})` },
    erase: {
      ...{ name: `'—'`, street: `'—'`, postal_code: `'—'`, city: `'—'` },
      ...{ email: 'null', enterprise_number: 'null', vat_number: 'null', peppol_address: 'null' },
    },
    ground: 'Nothing was offered or invoiced: nobody needs to know whom it might have been.',
  },
  { ...kept('core.client', ...clientNames), when: documents },
  {
    table: 'core.provider_request',
    names: ['t.request', 't.answer'],
    when: 't.settled_at is not null',
    erase: { request: `'{}'`, answer: `case when t.answer is null then null else '{}'::jsonb end` },
    ground: 'What a supplier was told of a person is of no use once it has answered.',
  },
  {
    ...{ table: 'core.provider_request', names: ['t.request'], when: 't.settled_at is null' },
    ground: 'A supplier is at work for this person: settle or cancel the request first.',
  },
  kept('core.quote', 't.parties', 't.title', 't.conditions', 't.decline_reason'),
  kept('core.quote_line', 't.description', 't.evidence'),
  kept('core.quote_answer', 't.name'),
  kept('core.invoice', 't.parties', 't.reference', 't.reason'),
  kept('core.invoice_line', 't.description', 't.evidence'),
  kept('core.added_lines', 't.content'),
  kept('core.bank_line', 't.counterparty_name', 't.communication'),
  kept('core.income', 't.payer', 't.reference'),
  kept('core.purchase', 't.supplier_name', 't.lines'),
  kept('core.payout', 't.holder', 't.remittance'),
  kept('core.service_payout', 't.content'),
  kept('core.expense', 't.note'),
  kept('core.expense_line', 't.description', 't.supplier'),
  kept('core.author_rights_payment', 't.description'),
  kept('core.assignment', 't.title'),
  kept('core.assignment_step', 't.input', 't.plan'),
];
