import { DealKind, TicketSeller } from './deal.codes.js';
import type { PerformingArtsDeal } from './deal.entity.js';

/** What was agreed about the money of a date. */
export type DealTerms = Pick<
  PerformingArtsDeal,
  'kind' | 'feeMinor' | 'guaranteeMinor' | 'shareBps' | 'rentMinor' | 'ticketsSoldBy'
> &
  Pick<PerformingArtsDeal, 'travelMinor' | 'perDiemMinor' | 'partySize'>;

/** What a date brought in, and what of it goes to others before anything is shared. */
export interface Takings {
  readonly receiptsMinor: bigint;
  readonly deductionsMinor: bigint;
}

export interface Settled {
  /** Receipts = deductions + the company's part + the organiser's; a part below zero is a loss. */
  readonly companyMinor: bigint;
  readonly organiserMinor: bigint;
  /** Travel and per diems, which the organiser pays beside its part. */
  readonly extrasMinor: bigint;
  /** What the organiser owes the company; below zero the company owes the organiser. */
  readonly dueMinor: bigint;
}

/** How the money of one date is shared. Rounded once, half up; the other part is what remains. */
export function settle(terms: DealTerms, { receiptsMinor, deductionsMinor }: Takings): Settled {
  const rest = receiptsMinor - deductionsMinor;
  const companyMinor = companyPart(terms, rest);
  const organiserMinor = rest - companyMinor;
  const extrasMinor = terms.travelMinor + terms.perDiemMinor * BigInt(terms.partySize);
  // Whoever sells has the receipts, pays the deductions and owes the other its part.
  const owed = terms.ticketsSoldBy === TicketSeller.ORGANISER ? companyMinor : -organiserMinor;
  return { companyMinor, organiserMinor, extrasMinor, dueMinor: owed + extrasMinor };
}

function companyPart(terms: DealTerms, rest: bigint): bigint {
  const { kind, feeMinor, guaranteeMinor, shareBps, rentMinor } = terms;
  if (kind === DealKind.CESSION) return given(feeMinor);
  if (kind === DealKind.HALL_RENTAL) return rest - given(rentMinor);
  const share = (2n * rest * BigInt(given(shareBps)) + 10_000n) / 20_000n;
  const guarantee = given(guaranteeMinor);
  return share > guarantee ? share : guarantee;
}

/** The database keeps a term with the kind that needs it. */
function given<T>(term: T | null): T {
  if (term === null) throw new Error('A deal lacks a term of its kind.');
  return term;
}
