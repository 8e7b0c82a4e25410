import type { Locale } from '../platform/messages.js';
import type { AssetPort } from './asset-door.js';
import type { BudgetPort } from './budget-door.js';
import type { PluginFinding } from './define.js';
import type { EInvoicePort } from './einvoice-door.js';
import type { LateChargePort } from './late-charge-door.js';
import type { DraftLine, LinePort } from './line-door.js';
import type { ListPort } from './list-doors.js';
import type { MembershipPort } from './membership.js';
import type {
  CurrentAccountPort,
  DepositPort,
  IncomePort,
  LoanPort,
  PayOutOrder,
} from './money-doors.js';
import type { PayInquiry, PaySimulated } from './pay-door.js';
import type { SharingPort } from './sharing-door.js';

/**
 * The typed door from a plugin to the core, the same in process and remote. Everything is judged as
 * the viewer of the context (or, in handlers and jobs, as the co-operative); ids are UUIDs; what may
 * not be seen answers null, and `require…` throws NOT_FOUND or FORBIDDEN.
 */
export interface CorePort extends ListPort {
  /** What the core tells of a thing that the viewer may see. */
  read<Type extends keyof CoreFacts>(type: Type, id: string): Promise<CoreFacts[Type] | null>;
  /**
   * The same, on which the viewer holds this permission. With the reach `own` it must be the
   * viewer's: the manager's activity and what belongs to it, or the viewer as a member.
   */
  require<Type extends keyof CoreFacts>(
    type: Type,
    id: string,
    permission: string,
  ): Promise<CoreFacts[Type]>;
  activity(id: string): Promise<ActivityFacts | null>;
  /** An activity on which the viewer holds this permission: `own` needs the manager. */
  requireActivity(id: string, permission: string): Promise<ActivityFacts>;
  member(id: string): Promise<MemberFacts | null>;
  client(id: string): Promise<ClientFacts | null>;
  invoice(id: string): Promise<InvoiceFacts | null>;
  contract(id: string): Promise<ContractFacts | null>;
  requireContract(id: string, permission: string): Promise<ContractFacts>;
  /**
   * Holds a thing of the core until the transaction ends and answers it as it is now: nobody signs
   * or changes a contract, or closes an activity, while the plugin writes beside it. Null where the
   * viewer sees none; only inside a transaction, and before the plugin's own rows are locked.
   */
  lock<Type extends 'Activity' | 'Contract'>(
    type: Type,
    id: string,
  ): Promise<CoreFacts[Type] | null>;
  /**
   * Takes the price of a service from the activity's available money into the co-operative's
   * account of that service. The key makes a repeat harmless. When there is less it throws what
   * `refusalOf` tells as INSUFFICIENT_FUNDS, and leaves no trace.
   */
  charge(order: ChargeOrder): Promise<{ readonly transactionId: string }>;
  /**
   * Reverses a charge, by the key that it was made with; harmless when already reversed. With a part
   * only so much of it is given back, once a part's key: more than is left is refused.
   */
  refund(key: string, part?: RefundPart): Promise<void>;
  /**
   * Drafts an offer of an activity to one of its clients, which whoever may send quotes then sends
   * or throws away. The key makes a repeat harmless. What stands in the way is thrown as what
   * `refusalOf` tells.
   */
  draftQuote(order: QuoteOrder): Promise<{ readonly quoteId: string }>;
  /**
   * Pays the activity's available money to somebody outside, once a key: a payout that another person
   * releases. The viewer holds `payout.release`. When there is less, or its source was paid out under
   * another key, it throws what `refusalOf` tells.
   */
  payOut(order: PayOutOrder): Promise<{ readonly payoutId: string }>;
  /**
   * Ends a step that its tool left WAITING: done, or failed with the reasons, after which what was
   * done before is undone. Only in handlers, jobs and `settled`, which act for the co-operative.
   * Answers false when the step does not wait any more: nothing is lost, nothing done twice.
   */
  endStep(end: StepEnd): Promise<boolean>;
  /**
   * An issued invoice or credit note as its client gets it: a PDF, in the language of the
   * co-operative when none is asked for. Null where the viewer sees none, and for a draft.
   */
  invoiceDocument(id: string, locale?: Locale): Promise<DocumentFacsimile | null>;
  /** Lines on draft invoices and quotes. */
  readonly lines: LinePort;
  /** Money that a plugin lends. */
  readonly loans: LoanPort;
  /**
   * What a worker would be paid, step by step, if a client were invoiced this much. Writes nothing;
   * FORBIDDEN without `contract.read`.
   */
  simulatePay(inquiry: PayInquiry): Promise<PaySimulated>;
  /** Who bears the price of services. */
  readonly sharing: SharingPort;
  /** What the budgets of activities say to a price. */
  readonly budgets: BudgetPort;
  /** Things that the co-operative owns for activities and writes off. */
  readonly assets: AssetPort;
  /** Money that a plugin holds for a while. */
  readonly deposits: DepositPort;
  /** Money of members' own. */
  readonly currentAccounts: CurrentAccountPort;
  /** Money from the bank that is no invoice's. */
  readonly incomes: IncomePort;
  /** What is asked on top of invoices that are late. */
  readonly lateCharges: LateChargePort;
  /** Electronic documents that a plugin issues in the name of members. */
  readonly einvoices: EInvoicePort;
  /** How members stand on a day, and who advises whom. */
  readonly memberships: MembershipPort;
}

/** How a waiting step ends: without reasons it is done. */
export interface StepEnd {
  readonly stepId: string;
  readonly failed?: readonly PluginFinding[];
}

/** What the core tells plugins, by the name of the type. */
export interface CoreFacts {
  readonly Activity: ActivityFacts;
  readonly Member: MemberFacts;
  readonly Client: ClientFacts;
  readonly Quote: DocumentFacts;
  readonly Invoice: InvoiceFacts;
  readonly Contract: ContractFacts;
  readonly Engagement: EngagementFacts;
  readonly Assignment: DocumentFacts;
  readonly HostEntity: HostEntityFacts;
}

/** A document as a file, whole in memory. */
export interface DocumentFacsimile {
  readonly filename: string;
  readonly mediaType: string;
  readonly body: Uint8Array;
}

export interface ActivityFacts {
  readonly id: string;
  readonly name: string;
  readonly managerId: string;
  readonly sector: string;
  readonly status: string;
  readonly currency: string;
  /** The legal entity that signs for it. */
  readonly hostEntityId: string;
}

export interface MemberFacts {
  readonly id: string;
  readonly displayName: string;
  readonly status: string;
}

export interface ClientFacts {
  readonly id: string;
  readonly activityId: string;
  readonly name: string;
  readonly kind: string;
  /** In the register of enterprises; null: a private person, or nobody said. */
  readonly enterpriseNumber: string | null;
  /** The language of its documents; null: the co-operative's. */
  readonly locale: string | null;
  readonly email: string | null;
  readonly street: string;
  readonly postalCode: string;
  readonly city: string;
  readonly country: string;
}

/** A legal entity of the co-operative: the creditor of an invoice, the employer of a contract. */
export interface HostEntityFacts {
  readonly id: string;
  readonly name: string;
  readonly enterpriseNumber: string;
  readonly iban: string;
  readonly street: string;
  readonly postalCode: string;
  readonly city: string;
  readonly country: string;
}

/** A document of an activity: a quote, an assignment. */
export interface DocumentFacts {
  readonly id: string;
  readonly activityId: string;
  readonly status: string;
}

export interface InvoiceFacts extends DocumentFacts {
  readonly paymentStatus: string;
  readonly netMinor: bigint;
  readonly currency: string;
  /** INVOICE or CREDIT_NOTE. */
  readonly kind: string;
  readonly clientId: string;
  readonly hostEntityId: string;
  /** Null, like the days: a draft. */
  readonly number: string | null;
  readonly issuedOn: string | null;
  readonly dueOn: string | null;
  readonly totalMinor: bigint;
  /** What is still to be paid, after payments and credit notes. */
  readonly dueMinor: bigint;
  /** The quote that it invoices, wholly or in part; null: it is of none. */
  readonly quoteId: string | null;
  /** Whether all that its quote offers has been invoiced and paid; null: it is of no quote. */
  readonly orderPaid: boolean | null;
  /** What the client writes with a payment: +++123/4567/89012+++; null: a draft. */
  readonly structuredCommunication: string | null;
}

export interface ContractFacts extends DocumentFacts {
  readonly workerId: string;
  /** E.g. "304"; null: none. */
  readonly jointCommittee: string | null;
  /** Whether the work has a risk for health or safety. */
  readonly atRisk: boolean;
  /** The employment without an agreed end that it is a month of; null: none. */
  readonly engagementId: string | null;
  /** What employing costs the activity in all: gross and everything above it. */
  readonly budgetMinor: bigint;
  readonly currency: string;
  /** In their order. */
  readonly days: readonly ContractDayFacts[];
}

/** Employment in an activity without an agreed end. */
export interface EngagementFacts extends DocumentFacts {
  readonly workerId: string;
  readonly from: string;
  /** Null: no end is agreed. */
  readonly lastDay: string | null;
  /** What a full month costs the activity in all. */
  readonly fixedMinor: bigint;
  /** Of a salaried entrepreneur: each month besides. */
  readonly advanceMinor: bigint;
  readonly currency: string;
  /** Minutes from Monday to Sunday. */
  readonly schedule: readonly number[];
}

export interface ContractDayFacts {
  readonly day: string;
  readonly minutes: number;
  /** The same as an exact decimal number of hours, e.g. "7.6". */
  readonly hours: string;
}

/** A part of a charge that is given back, under a key of its own. */
export interface RefundPart {
  readonly key: string;
  readonly amountMinor: bigint;
}

export interface ChargeOrder {
  readonly key: string;
  readonly activityId: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  /** The service that earns it, named after the plugin: "performing-arts.tour-insurance". */
  readonly service: string;
  readonly source: { readonly type: string; readonly id: string };
  /** The line of the activity's budgets that it counts to; SERVICES when absent. */
  readonly budget?: 'SERVICES' | 'PURCHASES';
}

export interface QuoteOrder {
  /** 8 to 200 visible ASCII characters. */
  readonly key: string;
  readonly activityId: string;
  /** One of the activity's. */
  readonly clientId: string;
  readonly title: string;
  /** The last civil day on which the client can accept it. */
  readonly validUntil: string;
  /** What else the client agrees to, in the client's language. */
  readonly conditions?: string | null;
  /** Percent of the net amount that is asked in advance, e.g. "30"; at most two decimals. */
  readonly depositPercent?: string | null;
  /** Days within which the invoice of that is to be paid; the client’s usual term when absent. */
  readonly depositTermDays?: number | null;
  /** 1 to 500. */
  readonly lines: readonly DraftLine[];
}
