import {
  type Attempted,
  badInput,
  CivilDate,
  code,
  Decimal,
  Field,
  ID,
  InputType,
  minorOf,
  type PluginContext,
  type PluginFinding,
  text,
} from 'gezel/sdk';
import { afterEvent, equityOf } from './cap-table.js';
import { startUpOf } from './describe-activity.js';
import { EquityKind, StartUpEquityEvent } from './equity.entity.js';
import { type EquityFact, priceScale, priceText } from './equity-fact.js';
import { equityProblem } from './equity-problem.js';
import { type Equity, issuedOf } from './equity-state.js';
import { listFindings } from './plan-ahead.js';
import { holderOf } from './read-equity.js';
import { eventsUntil, orderFindings } from './record-equity.js';
import { StartUpFundingRound } from './round.entity.js';
import { capitalisationOf } from './securities.js';

@InputType({ description: 'What somebody puts into a round.' })
export class StartUpRoundPartInput {
  @Field(() => ID, { description: 'Who: a holder of the activity.' })
  holderId: string;

  @Field(() => Decimal, {
    description: 'How much: paid to the company, on an account in its name.',
  })
  amount: string;

  @Field(() => String, {
    nullable: true,
    description: 'How it was given, at most 500 characters.',
  })
  considerationText?: string | null;
}

@InputType({ description: 'A round of financing.' })
export class StartUpRecordRoundInput {
  @Field(() => ID, { description: 'The activity.' })
  activityId: string;

  @Field(() => String, { description: 'What it is called, at most 200 characters.' })
  name: string;

  @Field(() => CivilDate, {
    description: 'When; not before the last event of shares, not to come.',
  })
  day: string;

  @Field(() => String, { description: 'Code of the class of shares that is issued.' })
  shareClass: string;

  @Field(() => Decimal, { description: 'What all shares are worth before it.' })
  preMoney: string;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether options, warrants and what plans hold are among the shares of before.',
  })
  fullyDiluted?: boolean | null;

  @Field(() => [StartUpRoundPartInput], { description: 'Who puts in how much: 1 to 50.' })
  parts: StartUpRoundPartInput[];

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/**
 * Issues to each who puts money in as many whole shares as it buys at the price of before, rounded
 * down: all of the round, or nothing of it.
 */
export async function recordRound(
  ctx: PluginContext,
  input: StartUpRecordRoundInput,
): Promise<Attempted<StartUpFundingRound>> {
  const { activityId, currency } = await startUpOf(ctx, input.activityId);
  const { day, dryRun } = input;
  const parts = await partsOf(ctx, activityId, input, currency);
  const head = {
    ...{ activityId, currency, day, shareClass: code(input.shareClass, 'shareClass') },
    ...{ name: text(input.name, 'name'), changedAt: ctx.now },
    preMoneyMinor: positive(input.preMoney, currency, 'preMoney'),
    raisedMinor: parts.reduce((sum, { amountMinor }) => sum + amountMinor, 0n),
  };
  return ctx.attempt({ action: 'start-ups.record-round', dryRun }, async (inside) => {
    // The activity is held from here on, so nobody else issues shares meanwhile.
    const listed = await listFindings(inside, StartUpFundingRound, activityId);
    const events = await eventsUntil(inside, activityId, null);
    const equity = equityOf(events);
    const sharesBefore = input.fullyDiluted ? capitalisationOf(equity, day) : issuedOf(equity);
    const issues = issuesOf(parts, { ...head, sharesBefore, after: events.length });
    const problems = sharesBefore === 0n ? [withoutShares] : partFindings(equity, issues);
    return {
      findings: [...listed, ...orderFindings(events, day, inside.today, parts.length), ...problems],
      write: async () => {
        for (const issue of issues) {
          await inside.store.insert(StartUpEquityEvent, { activityId, currency, ...issue });
        }
        const sharesIssued = issues.reduce((sum, { quantity }) => sum + quantity, 0n);
        const row = { ...head, sharesBefore, sharesIssued };
        const round = await inside.store.insert(StartUpFundingRound, row);
        const subject = { type: 'StartUpFundingRound', id: round.id };
        inside.emit({ type: 'start-ups.round-recorded', subject, activityId });
        return round;
      },
    };
  });
}

interface Part {
  readonly holderId: string;
  readonly amountMinor: bigint;
  readonly considerationText: string | null;
}

interface RoundGround {
  readonly day: string;
  readonly shareClass: string;
  readonly currency: string;
  readonly preMoneyMinor: bigint;
  readonly sharesBefore: bigint;
  /** How many events there are. */
  readonly after: number;
}

type Issue = Omit<EquityFact, 'kind' | 'quantity'> & {
  readonly kind: EquityKind.ISSUE;
  readonly quantity: bigint;
  readonly considerationMinor: bigint;
  readonly considerationText: string | null;
};

/** The shares that each part buys, at the price that their class has from then on. */
function issuesOf(parts: readonly Part[], ground: RoundGround): Issue[] {
  const { day, shareClass, currency, preMoneyMinor, sharesBefore, after } = ground;
  const per = sharesBefore * minorOf('1', currency, 'preMoney');
  const price = per === 0n ? '0' : priceText({ scaled: preMoneyMinor * priceScale, per });
  return parts.map(({ holderId, amountMinor, considerationText }, i) => ({
    ...{ kind: EquityKind.ISSUE, sequence: after + 1 + i, day, shareClass, holderId },
    ...{ toHolderId: null, numerator: null, denominator: null, security: null },
    quantity: (amountMinor * sharesBefore) / preMoneyMinor,
    ...{ considerationMinor: amountMinor, considerationText },
    // Less than ten decimals can say is no price.
    terms: price === '0' ? {} : { price },
  }));
}

const withoutShares: PluginFinding = {
  ...{ code: 'start-ups.round-without-shares', path: ['preMoney'] },
};

function partFindings(before: Equity, issues: readonly Issue[]): PluginFinding[] {
  const found: PluginFinding[] = [];
  let equity = before;
  for (const [i, issue] of issues.entries()) {
    const path = ['parts', `${i}`, 'amount'];
    if (issue.quantity === 0n) found.push({ code: 'start-ups.round-part-too-small', path });
    const problem = equityProblem(equity, issue);
    if (problem !== null) {
      const values = { ...problem.values, shareClass: issue.shareClass };
      found.push({ code: `start-ups.equity-${problem.code}`, path, values });
    }
    equity = afterEvent(equity, issue);
  }
  return found;
}

async function partsOf(
  ctx: PluginContext,
  activityId: string,
  { parts }: StartUpRecordRoundInput,
  currency: string,
): Promise<Part[]> {
  if (parts.length < 1 || parts.length > 50) throw badInput('1 to 50 are expected.', 'parts');
  const read: Part[] = [];
  for (const [i, { holderId, amount, ...said }] of parts.entries()) {
    const path = `parts.${i}`;
    const { considerationText: how = null } = said;
    const holder = await holderOf(ctx, activityId, holderId, `${path}.holderId`);
    const amountMinor = positive(amount, currency, `${path}.amount`);
    const considerationText = text(how, `${path}.considerationText`, 500);
    read.push({ holderId: holder as string, amountMinor, considerationText });
  }
  return read;
}

function positive(amount: string, currency: string, path: string): bigint {
  const minor = minorOf(amount, currency, path);
  if (minor > 0n) return minor;
  throw badInput('The amount is more than nothing.', path);
}
