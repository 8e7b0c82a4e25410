import type { Attempted, PluginContext, PluginFinding } from 'gezel/sdk';
import { text } from 'gezel/sdk';
import { equityOf } from './cap-table.js';
import { considerationOf } from './consideration.js';
import { activityFindings, startUpOf } from './describe-activity.js';
import { EquityKind, StartUpEquityEvent, StartUpHolder } from './equity.entity.js';
import { type EquityFact, priceOf } from './equity-fact.js';
import type { StartUpAddHolderInput, StartUpRecordEquityInput } from './equity-input.js';
import { equityProblem } from './equity-problem.js';
import type { Equity } from './equity-state.js';
import { listFindings } from './plan-ahead.js';
import { type ReadEvent, readEvent } from './read-equity.js';
import { convertedShares, outstandingOf } from './securities.js';

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
  const activity = await startUpOf(ctx, input.activityId);
  const { activityId } = activity;
  const read = await readEvent(ctx, activity, input);
  const step = { action: 'start-ups.record-equity', dryRun: input.dryRun };
  return ctx.attempt(step, async (inside) => {
    const findings = await activityFindings(inside, activityId);
    const events = await eventsUntil(inside, activityId, null);
    const equity = equityOf(events);
    const event = completed(equity, read, events.length + 1);
    const { currency } = activity;
    const considerationMinor = considerationOf(equity, event, currency);
    return {
      findings: [
        ...findings,
        ...orderFindings(events, event.day, inside.today),
        ...problemFindings(equity, event),
        ...((considerationMinor ?? 0n) > mostPaidMinor ? [tooMuch] : []),
      ],
      write: async () => {
        const row = { activityId, ...event, currency, considerationMinor };
        const made = await inside.store.insert(StartUpEquityEvent, row);
        const subject = { type: 'StartUpEquityEvent', id: made.id };
        inside.emit({ type: 'start-ups.equity-recorded', subject, activityId });
        return made;
      },
    };
  });
}

/** What a column of amounts takes, with room for sums. */
const mostPaidMinor = 10n ** 17n;

const tooMuch: PluginFinding = { code: 'start-ups.too-large', path: ['quantity'] };

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

/** Why no event can be recorded of that day: others are later, it is to come, or they are too many. */
export function orderFindings(
  events: readonly StartUpEquityEvent[],
  day: string,
  today: string,
  more = 1,
): PluginFinding[] {
  const found: PluginFinding[] = [];
  const last = events.at(-1)?.day ?? day;
  if (day < last || day > today) {
    found.push({ code: 'start-ups.event-out-of-order', path: ['day'], values: { day, last } });
  }
  if (events.length + more > mostEvents) {
    found.push({ code: 'start-ups.list-full', values: { limit: mostEvents } });
  }
  return found;
}

function problemFindings(equity: Equity, event: EquityFact): PluginFinding[] {
  const problem = equityProblem(equity, event);
  if (problem === null) return [];
  const { code, path, values } = problem;
  const said = { shareClass: event.shareClass, security: event.security ?? '', ...values };
  return [{ code: `start-ups.equity-${code}`, path: [path], values: said }];
}

type Recorded = Omit<EquityFact, 'kind'> &
  Pick<ReadEvent, 'considerationText'> & { readonly kind: EquityKind };

/** With what follows from the security or the issue that is meant, as it now stands. */
export function completed(equity: Equity, read: ReadEvent, sequence: number): Recorded {
  const { kind, day, security, terms } = read;
  const of = terms.of === undefined ? undefined : equity.issuances.get(terms.of);
  const one = equity.securities.get((kind === EquityKind.GRANT ? terms.plan : security) ?? '');
  const { shareClass = unknownClass } = one ?? of ?? {};
  const owner = one?.kind === 'PLAN' ? null : (one?.holderId ?? of?.holderId ?? null);
  const event = {
    ...{ ...read, sequence, shareClass: read.shareClass ?? shareClass },
    ...{ holderId: read.holderId ?? owner, security: security ?? of?.security ?? null },
  };
  if (security === null || one === undefined) return event;
  if (kind === EquityKind.CONVERT) {
    const price = terms.price === undefined ? null : priceOf(terms.price);
    const interestMinor = BigInt(terms.amountMinor ?? 0);
    return { ...event, quantity: convertedShares(equity, one, { day, price, interestMinor }) };
  }
  const left = outstandingOf(equity, one, day);
  if (kind !== EquityKind.CANCEL || left === 0n) return event;
  return { ...event, quantity: read.quantity ?? left };
}

/** What names no security of the activity is refused before its class is looked at. */
const unknownClass = 'unknown';
