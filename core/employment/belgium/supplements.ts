import type { Finding } from '../../platform/write/violation.js';
import { type AgreedLadder, ladderOf, stepAt } from '../rules/agreed-ladder.js';
import { holidaysOf } from '../rules/calendar.js';
import type { LawCheck, LawFacts } from '../rules/contract-law.js';
import { belgianCalendar } from './calendar.js';

/**
 * What a joint committee, or the co-operative, gives on top of minimum pay for work on Sundays, on
 * public holidays and at night is known, 0 included; where nobody has said, that is said. It refuses
 * where the co-operative asks for scales of every joint committee.
 */
export const supplements: LawCheck = (facts) => {
  const severity = facts.scaleRequired ? ('ERROR' as const) : ('WARNING' as const);
  return facts.contract.days.flatMap((_, i): Finding[] =>
    circumstancesOf(facts, i)
      .filter(({ ladder }) => ladder === undefined)
      .map(({ name }) => ({
        code: 'supplement.unknown',
        path: ['days', String(i), 'day'],
        severity,
        values: {
          figure: `supplement.${name}`,
          jointCommittee: facts.contract.jointCommittee ?? '-',
          day: facts.contract.days[i]?.day,
        },
      })),
  );
};

/** What each day earns beyond its minutes: minutes times the share of it, in hundred-thousandths. */
export const extraMinutesE5 = (facts: LawFacts): number[] =>
  facts.contract.days.map((_, i) =>
    circumstancesOf(facts, i).reduce((sum, { extraE5 }) => sum + extraE5, 0),
  );

interface Circumstance {
  readonly name: 'sunday' | 'holiday' | 'night';
  readonly ladder: AgreedLadder | undefined;
  readonly extraE5: number;
}

/** A public holiday on a Sunday is one day of rest: the better of the two. Night comes on top. */
function circumstancesOf({ contract, agreed }: LawFacts, i: number): Circumstance[] {
  const { day, minutes, startsAt, kind } = contract.days[i] as LawFacts['contract']['days'][number];
  // Paid as such, not worked.
  if (kind === 'public-holiday') return [];
  const known = (name: Circumstance['name']) =>
    ladderOf(agreed, `supplement.${name}`, contract.jointCommittee);
  const whole = (name: 'sunday' | 'holiday'): Circumstance => {
    const ladder = known(name);
    return { name, ladder, extraE5: minutes * ((ladder && stepAt(ladder, 0)) ?? 0) };
  };
  const rest: Circumstance[] = [];
  if (new Date(`${day}T00:00:00Z`).getUTCDay() === 0) rest.push(whole('sunday'));
  if (holidaysOf(belgianCalendar, Number(day.slice(0, 4))).includes(day))
    rest.push(whole('holiday'));
  const best = Math.max(0, ...rest.map(({ extraE5 }) => extraE5));
  const once = rest.map((one, at) => ({
    ...one,
    extraE5: at === rest.findIndex(({ extraE5 }) => extraE5 === best) ? best : 0,
  }));
  return startsAt === null ? once : [...once, ...atNight(known('night'), startsAt, minutes)];
}

/**
 * By the hours at which each minute falls. Where nobody knows which hours are night, those that are
 * night everywhere in the Union, from midnight to five, ask for it (Directive 2003/88/EC, article 2).
 */
function atNight(
  ladder: AgreedLadder | undefined,
  startsAt: string,
  minutes: number,
): Circumstance[] {
  const [hour = 0, minute = 0] = startsAt.split(':').map(Number);
  let extraE5 = 0;
  let touches = false;
  for (let at = hour * 60 + minute, left = minutes; left > 0; ) {
    const within = Math.min(60 - (at % 60), left);
    const ofDay = Math.floor(at / 60) % 24;
    touches ||= ofDay < nightEverywhereUntil;
    extraE5 += within * ((ladder && stepAt(ladder, ofDay)) ?? 0);
    at += within;
    left -= within;
  }
  return ladder === undefined && !touches ? [] : [{ name: 'night', ladder, extraE5 }];
}

const nightEverywhereUntil = 5;
