/**
 * Who bears the price of services. A rule is kept by a plugin and applied by the ledger: whoever
 * charges for a service neither knows nor chooses it.
 */
export interface SharingPort {
  /**
   * From its day on the rule shares every charge of its service. It is never altered: a later one
   * takes its place, and one for a single service or a sector goes before one for more; one for a
   * single activity, which ends, before all. The same id again is harmless, with another content
   * IDEMPOTENCY_MISMATCH; a day that has passed is BAD_USER_INPUT.
   */
  decide(rule: ChargeRule): Promise<void>;
  /** The rule by which a service is shared in a sector on a day; null: the user bears all. */
  ruleOn(charge: RuledCharge): Promise<ChargeRule | null>;
  /** What was shared of the charges of an activity that the viewer sees, the oldest first. */
  shares(activityId: string, page?: SharePage): Promise<readonly ChargeShareFacts[]>;
  /** One of them by its id; null where the viewer sees none. */
  share(id: string): Promise<ChargeShareFacts | null>;
  /**
   * What each bore of each service in a period, what was given back taken off; charges without a
   * rule are the user's. FORBIDDEN unless the viewer has the co-operative's reports.
   */
  sums(period: { readonly from: string; readonly until: string }): Promise<readonly ShareSum[]>;
}

/** The activity that uses it, its client, the activity's sector, or the co-operative. */
export type ChargeBearer = (typeof chargeBearers)[number];

export const chargeBearers = ['USER', 'CLIENT', 'SECTOR', 'COMMUNITY'] as const;

export interface ChargeRule {
  readonly id: string;
  /** One service, e.g. "mobility.van", or all of a plugin, e.g. "mobility". */
  readonly service: string;
  /** Of activities in this sector; null: of all. */
  readonly sector: string | null;
  /** Of this activity alone; null, or absent: of all. */
  readonly activityId?: string | null;
  readonly fromDay: string;
  /** The first day on which it holds no more: of a rule for one activity, and of no other. */
  readonly untilDay?: string | null;
  /** In thousandths: whole numbers that sum to 1000. */
  readonly shares: Readonly<Record<ChargeBearer, number>>;
  readonly source: string;
}

export interface RuledCharge {
  readonly service: string;
  readonly sector: string;
  /** Rules for one activity are left out when absent. */
  readonly activityId?: string | null;
  readonly day: string;
}

export interface SharePage {
  /** The id of the last one before. */
  readonly after?: string;
  /** 1 to 100; 100 when absent. */
  readonly limit?: number;
  readonly bearer?: ChargeBearer;
}

/** A part of a charge; the client's is paid by the activity until it is passed on. */
export interface ChargeShareFacts {
  readonly id: string;
  readonly activityId: string;
  readonly service: string;
  readonly bearer: ChargeBearer;
  /** Of a sector's part. */
  readonly sector: string | null;
  readonly amountMinor: bigint;
  /** What of it was given back since. */
  readonly refundedMinor: bigint;
  readonly currency: string;
  readonly chargedAt: Date;
  readonly ruleId: string;
}

export interface ShareSum {
  readonly service: string;
  readonly bearer: ChargeBearer;
  readonly sector: string | null;
  readonly currency: string;
  readonly amountMinor: bigint;
}
