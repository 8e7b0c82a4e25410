import {
  addDays,
  daysBetween,
  Field,
  holdingOn,
  type LateChargeAmounts,
  Money,
  money,
  ObjectType,
  type PluginFinding,
} from 'gezel/sdk';
import { DebtorKind, FigureCode, LetterKind } from './codes.js';
import { consumerLawOn, penaltyCapMinor } from './consumer-terms.js';
import { interestOn, type PaidPart } from './interest.js';
import type { CollectionLetter } from './letter.entity.js';
import type { CollectionFigure, CollectionPolicy } from './reference.entity.js';

/** What is asked of a debtor on a day. */
@ObjectType({ simpleResolvers: true, description: 'What may be asked of the debtor on a day.' })
export class CollectionClaim {
  currency: string;
  principalMinor: bigint;
  interestMinor: bigint;
  lumpSumMinor: bigint;
  penaltyMinor: bigint;

  @Field(() => Money, { description: 'Of the invoice itself.' })
  get principal(): Money {
    return money(this.principalMinor, this.currency);
  }

  @Field(() => Money, {
    description: 'Interest by the day on what was due on it, at the rate of each half-year.',
  })
  get interest(): Money {
    return money(this.interestMinor, this.currency);
  }

  @Field(() => Money, { description: 'The lump sum for the costs of recovery; not of consumers.' })
  get lumpSum(): Money {
    return money(this.lumpSumMinor, this.currency);
  }

  @Field(() => Money, { description: 'The penalty of consumers, within the cap of the law.' })
  get penalty(): Money {
    return money(this.penaltyMinor, this.currency);
  }

  @Field(() => Money, { description: 'All of it.' })
  get total(): Money {
    return money(totalMinor(this), this.currency);
  }
}

export interface ClaimGround {
  readonly kind: DebtorKind;
  readonly currency: string;
  readonly principalMinor: bigint;
  readonly dueOn: string;
  readonly on: string;
  readonly policies: readonly CollectionPolicy[];
  readonly rates: readonly CollectionFigure[];
  readonly lumpSums: readonly CollectionFigure[];
  readonly letters: readonly Pick<CollectionLetter, 'kind' | 'payBy' | 'penaltyMinor'>[];
  /** What was paid of the invoice. */
  readonly paid: readonly PaidPart[];
  /** What was paid on top of it. */
  readonly charged: LateChargeAmounts;
}

/** What may be asked on a day, and the figures without which it cannot be said. */
export function claimOn(ground: ClaimGround): {
  readonly claim: CollectionClaim;
  readonly missing: readonly PluginFinding[];
} {
  const { currency, principalMinor, dueOn, on, kind } = ground;
  const nothing = { interestMinor: 0n, lumpSumMinor: 0n, penaltyMinor: 0n };
  const late = principalMinor > 0n && daysBetween(dueOn, on) > 0;
  const asked = !late
    ? { ...nothing, missing: [] }
    : kind === DebtorKind.CONSUMER
      ? ofConsumer(ground)
      : ofEnterprise(ground);
  const { missing, ...amounts } = asked;
  const claim = Object.assign(new CollectionClaim(), { currency, principalMinor });
  return { claim: Object.assign(claim, stillOf(amounts, ground.charged)), missing };
}

/** What was paid on top already is not asked twice. */
function stillOf(
  { interestMinor, lumpSumMinor, penaltyMinor }: Record<Extra, bigint>,
  charged: LateChargeAmounts,
): Record<Extra, bigint> {
  const less = (asked: bigint, paid: bigint) => (asked > paid ? asked - paid : 0n);
  return {
    interestMinor: less(interestMinor, charged.interestMinor),
    lumpSumMinor: less(lumpSumMinor, charged.costsMinor),
    penaltyMinor: less(penaltyMinor, charged.penaltyMinor),
  };
}

type Extra = 'interestMinor' | 'lumpSumMinor' | 'penaltyMinor';

/** Law of 2 August 2002, art. 5 and 6: both run of right, without any notice. */
function ofEnterprise(ground: ClaimGround) {
  const { principalMinor, dueOn, on, rates, lumpSums, currency, paid } = ground;
  const from = addDays(dueOn, 1);
  const { minor, missing } = interestOn({ principalMinor, paid, from, until: on, rates });
  const lumpSum = holdingOn(lumpSums, on);
  const known = lumpSum !== undefined && lumpSum.currency === currency;
  const noSum = { code: 'collection.no-lump-sum', values: { day: on } };
  return {
    ...{ interestMinor: minor, lumpSumMinor: known ? lumpSum.value : 0n, penaltyMinor: 0n },
    missing: known ? missing : [...missing, noSum],
  };
}

/** CEL art. XIX.2 and XIX.4: nothing before a free reminder has run out, and only what is agreed. */
function ofConsumer(ground: ClaimGround) {
  const { principalMinor, on, policies, rates, letters, currency, paid } = ground;
  const nothing = { interestMinor: 0n, lumpSumMinor: 0n, penaltyMinor: 0n };
  const ends = letters.filter(({ kind }) => kind === LetterKind.REMINDER).map((one) => one.payBy);
  const payBy = ends.sort()[0];
  if (payBy === undefined || on <= payBy) return { ...nothing, missing: [] };
  const law = consumerLawOn(on);
  const policy = holdingOn(policies, on);
  if (law === undefined || policy === undefined || currency !== 'EUR') {
    const code = policy === undefined ? 'collection.no-policy' : 'collection.no-consumer-law';
    return { ...nothing, missing: [{ code, values: { day: on, kind: 'CONSUMER' } }] };
  }
  // Once asked it stays what it was, whatever is paid of the debt meanwhile.
  const told = letters.find((one) => one.penaltyMinor > 0n)?.penaltyMinor;
  const most = told ?? penaltyCapMinor(law, principalMinor);
  const penaltyMinor = policy.penaltyAgreed ? most : 0n;
  if (policy.interestAgreed === null) return { ...nothing, penaltyMinor, missing: [] };
  const from = addDays(payBy, 1);
  const atMost = policy.interestAgreed;
  const { minor, missing } = interestOn({ principalMinor, paid, from, until: on, rates, atMost });
  return { ...nothing, penaltyMinor, interestMinor: minor, missing };
}

export const totalMinor = (
  claim: Pick<
    CollectionClaim,
    'principalMinor' | 'interestMinor' | 'lumpSumMinor' | 'penaltyMinor'
  >,
): bigint => claim.principalMinor + claim.interestMinor + claim.lumpSumMinor + claim.penaltyMinor;

export const ratesCode = FigureCode.INTEREST_RATE;
export const lumpSumCode = FigureCode.LUMP_SUM;
