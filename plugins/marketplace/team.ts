import type { MarketplaceOffer } from './offer.entity.js';
import { isFree } from './periods.js';

/** An offer that is chosen, and the skills for which it is. */
export interface Chosen {
  readonly offer: MarketplaceOffer;
  readonly skills: readonly string[];
}

export interface Team {
  readonly chosen: readonly Chosen[];
  /** Skills that nobody of it has. */
  readonly missing: readonly string[];
  /** How many people are still to be found. */
  readonly seatsLeft: number;
}

interface Needs {
  /** Skills that nobody has yet. */
  readonly skills: readonly string[];
  readonly days: readonly string[];
  readonly seats: number;
}

/**
 * A team of offers that come the best first: each time the one that brings the most skills that are
 * still missing, the better match where two bring as many; then, while there are seats, the best of
 * the others. Only whoever is free on all days is of use to a team.
 */
export function teamOf(
  offers: readonly MarketplaceOffer[],
  wanted: readonly string[],
  { skills, days, seats }: Needs,
): Team {
  let left = offers.filter(({ free }) => days.every((day) => isFree(free, day)));
  let missing = [...skills];
  const chosen: Chosen[] = [];
  while (chosen.length < seats && left.length > 0) {
    const best = left.reduce((a, b) => (brings(b, missing) > brings(a, missing) ? b : a));
    const own = missing.filter((skill) => best.skills.includes(skill));
    const all = wanted.filter((skill) => best.skills.includes(skill));
    chosen.push({ offer: best, skills: own.length > 0 ? own : all });
    missing = missing.filter((skill) => !best.skills.includes(skill));
    // One person is one seat, however many offers that person has.
    left = left.filter(({ memberId }) => memberId !== best.memberId);
  }
  return { chosen, missing, seatsLeft: seats - chosen.length };
}

const brings = ({ skills }: MarketplaceOffer, missing: readonly string[]): number =>
  missing.filter((skill) => skills.includes(skill)).length;
