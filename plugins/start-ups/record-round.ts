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
import { type CapTable, capTableOf, mostShares } from './cap-table.js';
import { startUpOf } from './describe-activity.js';
import { EquityKind, StartUpEquityEvent } from './equity.entity.js';
import { listFindings } from './plan-ahead.js';
import { eventsUntil, holderOf, mostEvents } from './record-equity.js';
import { StartUpFundingRound } from './round.entity.js';

@InputType({ description: 'What somebody puts into a round.' })
export class StartUpRoundPartInput {
  @Field(() => ID, { description: 'Who: a holder of the activity.' })
  holderId: string;

  @Field(() => Decimal, { description: 'How much.' })
  amount: string;
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
    const sharesBefore = sharesOf(capTableOf(events));
    const bought = parts.map((part) => ({
      ...part,
      quantity: (part.amountMinor * sharesBefore) / head.preMoneyMinor,
    }));
    const findings = roundFindings(events, bought, { day, today: inside.today, sharesBefore });
    return {
      findings: [...listed, ...findings],
      write: async () => {
        for (const [i, { holderId, quantity }] of bought.entries()) {
          await inside.store.insert(StartUpEquityEvent, {
            ...{ activityId, sequence: events.length + 1 + i, kind: EquityKind.ISSUE, day },
            ...{ shareClass: head.shareClass, holderId, quantity },
          });
        }
        const sharesIssued = bought.reduce((sum, { quantity }) => sum + quantity, 0n);
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
}

interface RoundGround {
  readonly day: string;
  readonly today: string;
  readonly sharesBefore: bigint;
}

function roundFindings(
  events: readonly StartUpEquityEvent[],
  bought: readonly (Part & { readonly quantity: bigint })[],
  { day, today, sharesBefore }: RoundGround,
): PluginFinding[] {
  const found: PluginFinding[] = [];
  const last = events.at(-1)?.day ?? day;
  if (day < last || day > today) {
    found.push({ code: 'start-ups.event-out-of-order', path: ['day'], values: { day, last } });
  }
  if (events.length + bought.length > mostEvents) {
    found.push({ code: 'start-ups.list-full', values: { limit: mostEvents } });
  }
  if (sharesBefore === 0n) {
    return [...found, { code: 'start-ups.round-without-shares', path: ['preMoney'] }];
  }
  for (const [i, { quantity }] of bought.entries()) {
    if (quantity > 0n) continue;
    found.push({ code: 'start-ups.round-part-too-small', path: ['parts', `${i}`, 'amount'] });
  }
  const all = bought.reduce((sum, { quantity }) => sum + quantity, sharesBefore);
  if (all > mostShares) found.push({ code: 'start-ups.round-too-many-shares', path: ['parts'] });
  return found;
}

const sharesOf = (table: CapTable): bigint =>
  [...table.values()].reduce((sum, { shares }) => sum + shares, 0n);

async function partsOf(
  ctx: PluginContext,
  activityId: string,
  { parts }: StartUpRecordRoundInput,
  currency: string,
): Promise<Part[]> {
  if (parts.length < 1 || parts.length > 50) throw badInput('1 to 50 are expected.', 'parts');
  const read: Part[] = [];
  for (const [i, { holderId, amount }] of parts.entries()) {
    const path = `parts.${i}`;
    const holder = await holderOf(ctx, activityId, holderId, `${path}.holderId`);
    const amountMinor = positive(amount, currency, `${path}.amount`);
    read.push({ holderId: holder as string, amountMinor });
  }
  return read;
}

function positive(amount: string, currency: string, path: string): bigint {
  const minor = minorOf(amount, currency, path);
  if (minor > 0n) return minor;
  throw badInput('The amount is more than nothing.', path);
}
