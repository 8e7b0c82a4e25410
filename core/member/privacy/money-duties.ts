import type { CoreDuty } from './core-duty.js';
import { among } from './whose.js';

/**
 * Money is kept whole: an invoice with both parties, a supplier's document, the movement of the bank,
 * the receipt and the entry of the ledger prove each other.
 */
const ground =
  'The law has the documents of an accounting kept whole, with the parties that they name.';

const managed = among('activity_id', 'core.activity', 'manager_id = $2');
const ofManaged = (column: string, table: string) => among(column, table, managed);
const invoiced = ofManaged('invoice_id', 'core.invoice');
const paidOut = `payee_id = $2 or ${managed}`;
const holder = `owner_id = $2 or ${among('owner_id', 'core.activity', 'manager_id = $2')}`;

const ofCharge = `charge_key in (select key from core.service_charge
     where cooperative_id = $1 and ${managed})`;

/** By the rows that are a person's: their own, or of the activities that they manage. */
const whose: Readonly<Record<string, string>> = {
  'core.activity': 'manager_id = $2',
  'core.activity_level': managed,
  'core.activity_transfer': ['from_activity_id', 'to_activity_id']
    .map((column) => among(column, 'core.activity', 'manager_id = $2'))
    .join(' or '),
  'core.approval': `requested_by = $2 or decided_by = $2 or ${managed}`,
  'core.project': managed,
  'core.project_link': managed,
  'core.client': managed,
  'core.quote': managed,
  'core.quote_line': ofManaged('quote_id', 'core.quote'),
  'core.quote_adjustment': ofManaged('quote_id', 'core.quote'),
  'core.quote_answer': ofManaged('quote_id', 'core.quote'),
  'core.invoice': managed,
  'core.invoice_line': invoiced,
  'core.invoice_adjustment': invoiced,
  'core.added_lines': `${among('document_id', 'core.invoice', managed)}
     or ${among('document_id', 'core.quote', managed)}`,
  'core.transmission': `member_id = $2 or ${managed}`,
  'core.payment': invoiced,
  'core.bank_line': `id in (select bank_line_id from core.payment where cooperative_id = $1
       and ${invoiced})
     or id in (select unnest(array[settled_line_id, returned_line_id]) from core.payout
       where cooperative_id = $1 and (${paidOut}))
     or id in (select bank_line_id from core.income where cooperative_id = $1 and ${managed})`,
  'core.income': managed,
  'core.awaited_payment': managed,
  'core.purchase': managed,
  'core.payout': paidOut,
  'core.refund': among('payout_id', 'core.payout', paidOut),
  'core.expense': 'member_id = $2',
  'core.expense_line': among('expense_id', 'core.expense', 'member_id = $2'),
  'core.expense_advance': 'member_id = $2',
  'core.expense_advance_repayment': among('advance_id', 'core.expense_advance', 'member_id = $2'),
  'core.vehicle': 'member_id = $2',
  'core.stored_file': 'uploaded_by = $2 and claimed_at is not null',
  'core.budget': managed,
  'core.budget_line': ofManaged('budget_id', 'core.budget'),
  'core.fee_line': managed,
  'core.fee_exemption': managed,
  'core.monthly_fee': managed,
  'core.fund_write_off': managed,
  'core.invoice_write_off': managed,
  'core.intercoop_transfer': managed,
  'core.loan': `borrower_id = $2 or ${managed}`,
  'core.loan_move': among('loan_id', 'core.loan', `borrower_id = $2 or ${managed}`),
  'core.current_account': `member_id = $2 or ${ofManaged('id', 'core.loan')}`,
  'core.current_account_move': among(
    'account_id',
    'core.current_account',
    `member_id = $2 or ${ofManaged('id', 'core.loan')}`,
  ),
  'core.service_payout': managed,
  'core.service_income': managed,
  'core.deposit': managed,
  'core.service_charge': managed,
  'core.charge_refund': ofCharge,
  'core.charge_share': ofCharge,
  'core.charge_share_refund': among('share_id', 'core.charge_share', ofCharge),
  'core.author_rights_payment': 'member_id = $2',
  'core.author_rights_elsewhere': 'member_id = $2',
  'core.assignment': `planned_by = $2 or started_by = $2 or ${managed}`,
  'core.assignment_step': among(
    'assignment_id',
    'core.assignment',
    `planned_by = $2 or started_by = $2 or ${managed}`,
  ),
  'ledger.account': holder,
  'ledger.balance': among('account_id', 'ledger.account', holder),
  'ledger.entry': among('account_id', 'ledger.account', holder),
  'ledger.hold': among('account_id', 'ledger.account', holder),
};

export const moneyDuties: readonly CoreDuty[] = Object.entries(whose).map(
  ([table, condition]): CoreDuty => ({ table, whose: condition, term: 'accounting', ground }),
);
