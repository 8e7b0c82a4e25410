import {
  daysBetween,
  Field,
  type InvoiceFacts,
  money,
  ObjectType,
  registerEnumType,
} from 'gezel/sdk';
import { type FinancingLoan, LoanStatus, owedMinor } from './loan.entity.js';

export enum Outcome {
  FAVOURABLE = 'FAVOURABLE',
  NEUTRAL = 'NEUTRAL',
  UNFAVOURABLE = 'UNFAVOURABLE',
}
registerEnumType(Outcome, {
  name: 'FinancingOutcome',
  description: 'What a criterion says of an application.',
  valuesConfig: {
    FAVOURABLE: { description: 'It speaks for the loan.' },
    NEUTRAL: { description: 'It says nothing either way.' },
    UNFAVOURABLE: { description: 'It speaks against the loan.' },
  },
});

/** A criterion as it is kept: what it found, with the figures it found it in. */
export interface Score {
  readonly code: string;
  readonly outcome: Outcome;
  readonly values: Readonly<Record<string, string>>;
}

@ObjectType({ simpleResolvers: true, description: 'A criterion of the scoring, and its reason.' })
export class FinancingCriterion {
  @Field(() => String, { description: 'Stable code of what was found.' })
  code: string;

  @Field(() => Outcome, { description: 'Whether it speaks for the loan.' })
  outcome: Outcome;

  @Field(() => String, { description: 'The reason, in the caller’s language.' })
  reason: string;
}

export interface Scored {
  readonly amountMinor: bigint;
  readonly ownContributionMinor: bigint;
  readonly currency: string;
  /** The other loans of the activity. */
  readonly others: readonly FinancingLoan[];
  /** The invoice that is advanced; null: none is. */
  readonly invoice: InvoiceFacts | null;
  readonly today: string;
}

/**
 * What speaks for an application and against it. Criteria are not weighed into a number: nobody is
 * refused by a sum, a person decides and every reason is shown to who asked.
 */
export function scoringOf(scored: Scored): Score[] {
  return [history(scored), debt(scored), contribution(scored), ...client(scored)];
}

function history({ others }: Scored): Score {
  const count = (...statuses: LoanStatus[]) =>
    others.filter(({ status }) => statuses.includes(status)).length;
  const broken = count(LoanStatus.LATE, LoanStatus.WRITTEN_OFF);
  if (broken > 0) {
    return score('history-broken', Outcome.UNFAVOURABLE, { count: String(broken) });
  }
  const settled = count(LoanStatus.SETTLED);
  if (settled > 0) return score('history-kept', Outcome.FAVOURABLE, { count: String(settled) });
  return score('history-none', Outcome.NEUTRAL);
}

function debt({ others, currency }: Scored): Score {
  const owed = others.reduce((sum, loan) => sum + owedMinor(loan), 0n);
  if (owed === 0n) return score('debt-none', Outcome.FAVOURABLE);
  return score('debt-open', Outcome.NEUTRAL, { owed: amountText(owed, currency) });
}

function contribution({ ownContributionMinor, currency }: Scored): Score {
  if (ownContributionMinor === 0n) return score('contribution-none', Outcome.NEUTRAL);
  const own = amountText(ownContributionMinor, currency);
  return score('contribution-own', Outcome.FAVOURABLE, { own });
}

function client({ invoice, today }: Scored): Score[] {
  if (invoice === null || invoice.dueOn === null) return [];
  if (invoice.dueOn >= today) return [score('client-in-time', Outcome.FAVOURABLE)];
  const days = String(daysBetween(invoice.dueOn, today));
  return [score('client-late', Outcome.UNFAVOURABLE, { days })];
}

const score = (name: string, outcome: Outcome, values: Score['values'] = {}): Score => ({
  ...{ code: `financing.score-${name}`, outcome, values },
});

export function amountText(minor: bigint, currency: string): string {
  return `${money(minor, currency).amount} ${currency}`;
}
