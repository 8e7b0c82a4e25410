/** What joint committee 304 allows beyond the general law, for work on the days from–until. */
export interface WorkingTimeLimits {
  /** Civil days; `until` exclusive, absent while the agreement holds. */
  readonly from: string;
  readonly until?: string;
  readonly longestDayMinutes: LimitByKind;
  /** A week counts as such when one of its days is of such a kind. */
  readonly longestWeekMinutes: LimitByKind;
  /** What is worked beyond this on a day has a supplement, in pay or in rest. */
  readonly supplement: { readonly beyondMinutes: number; readonly percent: number };
  readonly shortestRestMinutes: number;
  readonly savedOvertime: SavedOvertimeLimits;
  readonly consecutiveDays: { readonly limit: number; readonly kinds: readonly string[] };
}

/** What is worked beyond the ordinary week may be saved and taken back as rest, up to a ceiling. */
export interface SavedOvertimeLimits {
  readonly ordinaryWeekMinutes: number;
  /** In the first months of a season, and after them. */
  readonly firstMonths: number;
  readonly ceilingMinutes: { readonly first: number; readonly later: number };
  /** The kind of a day of a contract on which saved time is taken back: paid, and not worked. */
  readonly restKind: string;
}

/** A higher limit for these kinds of day; every other kind, of a later list too, is ordinary. */
export interface LimitByKind {
  readonly ordinary: number;
  readonly extended: number;
  readonly kinds: readonly string[];
}

/** The source of all figures below. */
export const agreement = {
  title:
    'Joint committee 304: collective agreement of 19 December 2016 (138114/CO/304), working time ' +
    'and flexibility of artistic and technical-artistic staff and drivers',
  url: 'https://www.podiumkunsten.be/loopbaan/loon-en-arbeidsvoorwaarden/arbeidsduur-flexibiliteit/rustdagen-en-overuren',
} as const;

/**
 * Oldest first, without gaps. A change of the agreement ends the last row and adds one; no row is
 * ever altered, so last year's work is judged by last year's rule.
 */
export const workingTimeLimits: readonly WorkingTimeLimits[] = [
  {
    // The day on which the agreement was signed; what held before it is not known here.
    from: '2016-12-19',
    longestDayMinutes: {
      ordinary: 10 * 60,
      extended: 12 * 60,
      // A performance on tour is a performance; a day of travel alone is not.
      kinds: ['general-rehearsal', 'performance', 'festival', 'tour'],
    },
    longestWeekMinutes: {
      ordinary: 60 * 60,
      extended: 84 * 60,
      kinds: ['general-rehearsal', 'festival', 'tour'],
    },
    supplement: { beyondMinutes: 10 * 60, percent: 75 },
    shortestRestMinutes: 8 * 60,
    savedOvertime: {
      ordinaryWeekMinutes: 38 * 60,
      ...{ firstMonths: 3, ceilingMinutes: { first: 78 * 60, later: 91 * 60 } },
      restKind: 'compensatory-rest',
    },
    consecutiveDays: {
      limit: 10,
      // A day of travel between two of a tour does not interrupt the period.
      kinds: ['rehearsal', 'general-rehearsal', 'tour', 'travel'],
    },
  },
];

/** Since when the rules judge at all. */
export const knownFrom = (workingTimeLimits[0] as WorkingTimeLimits).from;

/** The limits on a day; a day for which none is known fails loudly. */
export function limitsOn(day: string): WorkingTimeLimits {
  const found = workingTimeLimits.find(
    ({ from, until }) => from <= day && (until === undefined || day < until),
  );
  if (found === undefined) throw new Error(`No working-time limits of 304 are known on ${day}.`);
  return found;
}
