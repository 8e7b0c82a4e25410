/**
 * What a plugin may know of membership beyond a name, and the one thing that it may change: who
 * advises whom. Ids are UUIDs; a member whom the viewer does not see answers null, as if absent.
 */
export interface MembershipPort {
  /** How a member stands on a civil day; null where the viewer sees none. */
  standing(memberId: string, day: string): Promise<MemberStanding | null>;
  /**
   * How many were members on a civil day: a number and nobody's name, so it needs no permission.
   * With `shareholders`, only those who held a share that day.
   */
  countOn(day: string, options?: { readonly shareholders?: boolean }): Promise<number>;
  /** Whom somebody advises now, in the order of their ids, as far as the viewer sees them. */
  advisedBy(adviserId: string, page?: AdvisedPage): Promise<readonly AdvisedMember[]>;
  /**
   * Gives a member another adviser from today, as `assignAdviser` does and with its permission. What
   * stands in the way is thrown as what `refusalOf` tells, and leaves no trace; CONFLICT when the
   * adviser of now is not the one that is expected. Harmless when it is so already.
   */
  assignAdviser(order: AdviserOrder): Promise<void>;
}

export interface MemberStanding {
  readonly id: string;
  readonly displayName: string;
  readonly joinedOn: string;
  /**
   * Whether they were a member that day. Only joining and leaving have a history: who is not active
   * now, suspended for example, counts for no day.
   */
  readonly isMember: boolean;
  /** Shares that they held at the end of that day, of all classes. */
  readonly shares: number;
  /** Whether they had the role of an adviser that day. */
  readonly isAdviser: boolean;
  /** Who advises them now; null: nobody. */
  readonly adviserId: string | null;
}

export interface AdvisedPage {
  /** The last id of the page before. */
  readonly after?: string;
  /** 1 to 100; 100 when absent. */
  readonly limit?: number;
}

export interface AdvisedMember {
  readonly id: string;
  readonly since: string;
  /** Codes of the sectors of the open activities that they manage, each once, in order. */
  readonly sectors: readonly string[];
}

export interface AdviserOrder {
  readonly memberId: string;
  readonly adviserId: string;
  /** Who advises them now, as far as the plugin knows; null: nobody. */
  readonly expectedId: string | null;
}
