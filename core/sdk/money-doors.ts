/**
 * Money that a plugin moves beyond a price that is charged: loans, deposits, own money. Every movement has a
 * key that makes a repeat harmless; the same key with another content is IDEMPOTENCY_MISMATCH. What
 * the ledger will not do is thrown as what `refusalOf` tells, and leaves no trace. Amounts are above
 * zero, in minor units of the activity's currency.
 */
export interface LoanPort {
  /**
   * Lends: it becomes money that the activity may spend. The first draw opens the loan. One that
   * awaits a client is refused beyond what `left` tells, as "loan.more-than-expected".
   */
  draw(order: LoanDraw): Promise<LoanState>;
  /** Pays back out of the activity's available money; more than is owed is refused. */
  repay(order: LoanMove): Promise<LoanState>;
  /**
   * Pays back with money at the bank, whoever sent it. The viewer holds `payment.match`; a line of the
   * bank that has less, or is another legal entity's, is refused.
   */
  receive(order: LoanReceipt): Promise<LoanState>;
  /**
   * A company outside owes what is left from now on, and the activity owes it no more: only the bank
   * brings money for it then. Harmless when that company owes it already; another is a CONFLICT.
   */
  assume(order: LoanAssumption): Promise<LoanState>;
  /** Gives up what nobody will repay: it becomes a loss of the co-operative. */
  writeOff(order: LoanMove): Promise<LoanState>;
  /**
   * How much more may be lent upon what the client of a document is still to pay: what it brings
   * the activity, less what the guarantee fund and other loans advance upon it. Null when the
   * document is not there or may not be seen.
   */
  left(document: AwaitedDocument): Promise<LoanLeft | null>;
  /** How a loan stands; null when it was never drawn or its activity may not be seen. */
  state(loanId: string): Promise<LoanState | null>;
}

export interface LoanDraw extends LoanMove {
  /** The service that lends, e.g. "financing.micro-credit". */
  readonly service: string;
  readonly currency: string;
  /** Who owes it: the activity itself, or a member for it. */
  readonly borrower: { readonly type: 'Activity' | 'Member'; readonly id: string };
  /** Whose available money it becomes, and is repaid from. */
  readonly activityId: string;
  /**
   * Whose client is to repay it by paying: an invoice of the activity, or an accepted quote, of
   * which invoices are yet to be made. The same in each draw of a loan; none when absent.
   */
  readonly awaits?: AwaitedDocument | null;
}

/** The UUID is of an invoice or a quote of the core. */
export interface AwaitedDocument {
  readonly type: 'Invoice' | 'Quote';
  readonly id: string;
}

export interface LoanLeft {
  /** Never negative, in minor units of the activity's currency. */
  readonly leftMinor: bigint;
  readonly currency: string;
}

export interface LoanMove {
  readonly key: string;
  /** The plugin's own UUID of the loan. */
  readonly loanId: string;
  readonly amountMinor: bigint;
}

export interface LoanReceipt extends LoanMove {
  /** The movement of the bank that brought it. */
  readonly bankLineId: string;
}

export interface LoanAssumption {
  readonly loanId: string;
  /** The company's number in the register of enterprises: ten digits. */
  readonly enterpriseNumber: string;
}

export interface LoanState {
  readonly drawnMinor: bigint;
  readonly repaidMinor: bigint;
  readonly writtenOffMinor: bigint;
  /** What is still owed. */
  readonly owedMinor: bigint;
  readonly currency: string;
  /** The company outside that owes it; null: whoever borrowed. */
  readonly assumedBy: string | null;
}

export interface DepositPort {
  /** Sets money of the activity apart; it can be spent on nothing else until it is returned. */
  hold(order: DepositOrder): Promise<DepositState>;
  /**
   * Ends the deposit: what is kept, for damage for example, goes to the service's account and the
   * rest back to the activity. Once; a repeat with another amount is IDEMPOTENCY_MISMATCH.
   */
  giveBack(order: { readonly key: string; readonly keptMinor: bigint }): Promise<DepositState>;
  /** Null when it was never held or its activity may not be seen. */
  state(key: string): Promise<DepositState | null>;
  /**
   * What is held of an activity's money now, whoever holds it, the oldest first and at most 1,000;
   * nothing where the activity may not be seen.
   */
  held(activityId: string): Promise<readonly HeldDeposit[]>;
}

/** A deposit that was not given back yet. */
export type HeldDeposit = Pick<DepositOrder, 'service' | 'source' | 'amountMinor' | 'currency'>;

export interface DepositOrder {
  readonly key: string;
  readonly activityId: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  /** The service that holds it, e.g. "mobility.van". */
  readonly service: string;
  readonly source: { readonly type: string; readonly id: string };
}

export interface DepositState {
  readonly amountMinor: bigint;
  readonly currency: string;
  /** Null while it is held. */
  readonly keptMinor: bigint | null;
}

/**
 * A member's own money that an activity works with until it is paid back. The account has the plugin's
 * own UUID; its conditions are the plugin's.
 */
export interface CurrentAccountPort {
  /**
   * Says that money at the bank is a member's own: the activity may spend it, and owes it. The viewer
   * holds `payment.match`; a line of the bank that has less, or is another legal entity's, is refused.
   */
  payIn(order: OwnMoney): Promise<CurrentAccountState>;
  /** Pays back out of the activity's available money, by a payout that another person releases. */
  payBack(order: CurrentAccountMove): Promise<CurrentAccountState>;
  /** The member lets it go: it stays with the activity, and nobody owes it any more. */
  forgive(order: CurrentAccountMove): Promise<CurrentAccountState>;
  /** Null when it was never paid in or its activity may not be seen. */
  state(accountId: string): Promise<CurrentAccountState | null>;
}

export interface CurrentAccountMove {
  readonly key: string;
  readonly accountId: string;
  readonly amountMinor: bigint;
}

export interface OwnMoney extends CurrentAccountMove {
  /** The service that keeps the agreement, e.g. "financing.current-account". */
  readonly service: string;
  readonly activityId: string;
  readonly memberId: string;
  /** The movement of the bank that brought it. */
  readonly bankLineId: string;
}

export interface CurrentAccountState {
  readonly paidInMinor: bigint;
  readonly paidBackMinor: bigint;
  readonly forgivenMinor: bigint;
  /** What the member is still to get back. */
  readonly owedMinor: bigint;
  readonly currency: string;
}

/**
 * Money at the bank that is an activity's without an invoice: a tranche of a grant, a sponsor's gift.
 * The co-operative keeps its fee by its rule of the day that the bank booked it, and the rest is the
 * activity's at once. The viewer holds `payment.match`; `income.recorded` and `income.reversed` are told.
 */
export interface IncomePort {
  /** Books it, once a key. A movement of the bank that has less is refused. */
  record(order: IncomeOrder): Promise<IncomeState>;
  /** Takes it back: the money waits at the movement again, and the fee is given back. */
  reverse(order: { readonly key: string; readonly reason: string }): Promise<IncomeState>;
  /** Null when nothing was booked under the key or its activity may not be seen. */
  state(key: string): Promise<IncomeState | null>;
}

export interface IncomeOrder {
  readonly key: string;
  /** The service that knows of it, e.g. "choir.grant". */
  readonly service: string;
  readonly activityId: string;
  readonly kind: 'SUBSIDY' | 'PATRONAGE' | 'OTHER';
  /** The movement of the bank that brought it. */
  readonly bankLineId: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  /** Who gave it: 1 to 200 characters. */
  readonly payer: string;
  /** The decision or agreement: 1 to 200 characters. */
  readonly reference: string;
}

export interface IncomeState {
  /** UUID of the core's income. */
  readonly incomeId: string;
  readonly amountMinor: bigint;
  /** What the co-operative keeps of it. */
  readonly feeMinor: bigint;
  readonly currency: string;
  /** The civil day on which the bank booked it. */
  readonly receivedOn: string;
  readonly reversed: boolean;
}

/** Money of an activity that leaves to somebody outside. */
export interface PayOutOrder {
  readonly key: string;
  /** The service that pays, e.g. "choir.settlement". */
  readonly service: string;
  readonly activityId: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly iban: string;
  /** Who holds the account: at most 140 characters are sent. */
  readonly holder: string;
  /** What the payee reads beside the amount. */
  readonly remittance: string | null;
  /** The document that it pays, as a whole: of what is paid in parts, each part is a source of its own. */
  readonly source: { readonly type: string; readonly id: string };
}
