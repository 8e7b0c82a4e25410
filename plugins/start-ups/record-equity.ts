import {
  type Attempted,
  badInput,
  CivilDate,
  code,
  Decimal,
  Field,
  globalId,
  ID,
  InputType,
  Int,
  localId,
  notFound,
  type PluginContext,
  type PluginFinding,
  text,
} from 'gezel/sdk';
import { type CapTable, capTableOf, equityProblem } from './cap-table.js';
import { activityFindings, startUpOf } from './describe-activity.js';
import {
  EquityKind,
  StartUpEquityEvent,
  StartUpHolder,
  type StartUpHolding,
} from './equity.entity.js';
import { listFindings } from './plan-ahead.js';

@InputType({ description: 'Somebody who may get shares.' })
export class StartUpAddHolderInput {
  @Field(() => ID, { description: 'The activity.' })
  activityId: string;

  @Field(() => String, { description: 'Of the person or company, at most 200 characters.' })
  name: string;
}

@InputType({ description: 'Something that happened to shares.' })
export class StartUpRecordEquityInput {
  @Field(() => ID, { description: 'The activity.' })
  activityId: string;

  @Field(() => EquityKind, { description: 'What happened.' })
  kind: EquityKind;

  @Field(() => CivilDate, { description: 'When; not before the event before it, not after today.' })
  day: string;

  @Field(() => String, { description: 'Code of the class of shares, e.g. "ordinary".' })
  shareClass: string;

  @Field(() => ID, { nullable: true, description: 'Who gets, gives or loses; not of a split.' })
  holderId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Of a transfer: to whom.' })
  toHolderId?: string | null;

  @Field(() => Decimal, { nullable: true, description: 'How many: whole; not of a split.' })
  quantity?: string | null;

  @Field(() => Int, { nullable: true, description: 'Of a split: so many new shares …' })
  numerator?: number | null;

  @Field(() => Int, { nullable: true, description: '… for so many old ones.' })
  denominator?: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** So many events of an activity at most: its table is their fold. */
export const mostEvents = 5_000;

export async function addHolder(
  ctx: PluginContext,
  input: StartUpAddHolderInput,
): Promise<Attempted<StartUpHolder>> {
  const { activityId } = await startUpOf(ctx, input.activityId);
  const name = text(input.name, 'name');
  return ctx.attempt({ action: 'start-ups.add-holder' }, async (inside) => ({
    findings: await listFindings(inside, StartUpHolder, activityId),
    write: () => inside.store.insert(StartUpHolder, { activityId, name }),
  }));
}

/** Adds an event after all others. The activity is held, so two at once are judged in turn. */
export async function recordEquity(
  ctx: PluginContext,
  input: StartUpRecordEquityInput,
): Promise<Attempted<StartUpEquityEvent>> {
  const { activityId } = await startUpOf(ctx, input.activityId);
  const event = await eventOf(ctx, activityId, input);
  const step = { action: 'start-ups.record-equity', dryRun: input.dryRun };
  return ctx.attempt(step, async (inside) => {
    const findings = await activityFindings(inside, activityId);
    const events = await eventsUntil(inside, activityId, null);
    const sequence = events.length + 1;
    return {
      findings: [...findings, ...equityFindings(events, event, inside.today)],
      write: async () => {
        const row = { activityId, sequence, ...event };
        const made = await inside.store.insert(StartUpEquityEvent, row);
        const subject = { type: 'StartUpEquityEvent', id: made.id };
        inside.emit({ type: 'start-ups.equity-recorded', subject, activityId });
        return made;
      },
    };
  });
}

/** All events of an activity up to a day, in their order: a hundred at a time. */
export async function eventsUntil(
  { store }: PluginContext,
  activityId: string,
  day: string | null,
): Promise<StartUpEquityEvent[]> {
  const all: StartUpEquityEvent[] = [];
  const orderBy = { property: 'sequence', direction: 'asc' } as const;
  for (;;) {
    const where = { sequence: { after: all.length } };
    const page = await store.listBy(StartUpEquityEvent, 'activityId', activityId, {
      ...{ where, orderBy, limit: 100 },
    });
    all.push(...page);
    if (page.length < 100) break;
  }
  return day === null ? all : all.filter((event) => event.day <= day);
}

/** What holders have, the largest first; percentages are of all shares of every class. */
export function holdingsOf(table: CapTable): StartUpHolding[] {
  const holdings = [...table.values()];
  const all = holdings.reduce((total, { shares }) => total + shares, 0n);
  return holdings
    .sort((a, b) => (a.shares === b.shares ? 0 : a.shares > b.shares ? -1 : 1))
    .map(({ holderId, shareClass, shares }) => {
      const hundredths = (shares * 10_000n) / all;
      const percent = `${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')}`;
      return { holderId, shareClass, shares: String(shares), percent };
    });
}

function equityFindings(
  events: readonly StartUpEquityEvent[],
  event: Awaited<ReturnType<typeof eventOf>>,
  today: string,
): PluginFinding[] {
  const found: PluginFinding[] = [];
  const { day, shareClass } = event;
  const last = events.at(-1)?.day ?? day;
  if (day < last || day > today) {
    found.push({ code: 'start-ups.event-out-of-order', path: ['day'], values: { day, last } });
  }
  if (events.length >= mostEvents) {
    found.push({ code: 'start-ups.list-full', values: { limit: mostEvents } });
  }
  const problem = equityProblem(capTableOf(events), event);
  if (problem === null) return found;
  return [
    ...found,
    { code: `start-ups.equity-${problem}`, path: ['quantity'], values: { shareClass } },
  ];
}

/** The event as it is kept; BAD_USER_INPUT for what its kind does not have or lacks. */
async function eventOf(ctx: PluginContext, activityId: string, input: StartUpRecordEquityInput) {
  const { kind, day, numerator = null, denominator = null } = input;
  const split = kind === EquityKind.SPLIT;
  const transfer = kind === EquityKind.TRANSFER;
  const expected: readonly (readonly [keyof StartUpRecordEquityInput, boolean])[] = [
    ...([
      ['holderId', !split],
      ['toHolderId', transfer],
      ['quantity', !split],
    ] as const),
    ...([
      ['numerator', split],
      ['denominator', split],
    ] as const),
  ];
  for (const [name, needed] of expected) {
    if (((input[name] ?? null) !== null) === needed) continue;
    throw badInput(needed ? 'It is needed here.' : 'It has no meaning here.', name);
  }
  if (split) for (const part of [numerator, denominator]) whole(BigInt(part ?? 0), 1_000_000n);
  const holderId = await holderOf(ctx, activityId, input.holderId ?? null, 'holderId');
  const toHolderId = await holderOf(ctx, activityId, input.toHolderId ?? null, 'toHolderId');
  if (transfer && holderId === toHolderId)
    throw badInput('Two holders are expected.', 'toHolderId');
  const shareClass = code(input.shareClass, 'shareClass');
  const quantity = split ? null : quantityOf(input.quantity ?? '');
  return { kind, day, shareClass, holderId, toHolderId, quantity, numerator, denominator };
}

export async function holderOf(
  { store }: PluginContext,
  activityId: string,
  holderId: string | null,
  path: string,
): Promise<string | null> {
  if (holderId === null) return null;
  const id = localId('StartUpHolder', holderId, path);
  const holder = await store.get(StartUpHolder, id);
  if (holder?.activityId !== activityId) {
    throw notFound('StartUpHolder', globalId('StartUpHolder', id));
  }
  return id;
}

function quantityOf(quantity: string): bigint {
  if (!/^\d{1,12}$/.test(quantity)) throw badInput('A whole number is expected.', 'quantity');
  return whole(BigInt(quantity), 999_999_999_999n);
}

function whole(value: bigint, limit: bigint): bigint {
  if (value >= 1n && value <= limit) return value;
  throw badInput(`A whole number from 1 to ${limit} is expected.`, 'quantity');
}
