import type { ClassType } from 'type-graphql';

export interface PrivacyDuty {
  readonly entity: ClassType;
  /** Whose data a row is: the property with the member's id, or "contact": people by their names. */
  readonly subject: string;
  /** Properties that name or describe a person. */
  readonly holds: readonly string[];
  /**
   * Properties that only the person may read: an export that somebody else makes for them leaves
   * these out and says so. For what not even an administrator sees.
   */
  readonly confidential?: readonly string[];
  readonly onErase: 'erase' | 'retain';
  readonly ground: string;
  /** Of what is retained: until when. Absent: as long as its ground holds. */
  readonly until?: RetainedUntil;
}

/**
 * After the term of the law, what a duty holds is emptied; the row goes where all of it are ids that
 * cannot be empty. Texts that cannot be null become a dash, lists an empty one.
 */
export interface RetainedUntil {
  /** Whole years by the co-operative's country, from 1 January after the year of the day. */
  readonly term: 'accounting' | 'employment';
  /** The property with the row's own day; where it is null, the row is kept. */
  readonly from: string;
}
