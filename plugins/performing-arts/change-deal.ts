import {
  type AttemptContext,
  type Attempted,
  changeable,
  Field,
  ID,
  InputType,
  locked,
  type PluginContext,
  type PluginFinding,
} from 'gezel/sdk';
import { PerformingArtsContractDay } from './contract.entity.js';
import { CancelledFor, DealStatus, SettlementStatus } from './deal.codes.js';
import { PerformingArtsDeal, PerformingArtsDealDate } from './deal.entity.js';
import { activityFindings } from './describe-activity.js';
import { minimumFindings } from './house-minimum.findings.js';
import { PerformanceStatus, PerformingArtsPerformance } from './performance.entity.js';
import { PerformingArtsSettlement } from './settlement.entity.js';
import { riderOf } from './write-rider.js';

@InputType({ description: 'A deal that both sides sign.' })
export class PerformingArtsSignDealInput {
  @Field(() => ID, { description: 'The deal.' })
  id: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

@InputType({ description: 'A deal that does not take place.' })
export class PerformingArtsCancelDealInput {
  @Field(() => ID, { description: 'The deal.' })
  id: string;

  @Field(() => CancelledFor, { description: 'Why.' })
  reason: CancelledFor;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** Binds both sides: its dates are confirmed, and the rider that holds today is part of it. */
export function signDeal(
  ctx: PluginContext,
  input: PerformingArtsSignDealInput,
): Promise<Attempted<PerformingArtsDeal>> {
  return changeDeal(ctx, 'performing-arts.sign-deal', input, async (inside, deal) => {
    const dates = await liveDates(inside, deal.id);
    const rider = await riderOf(inside.store, deal.productionId);
    const noRider: PluginFinding = {
      ...{ code: 'performing-arts.deal-without-rider', path: ['id'], severity: 'WARNING' },
    };
    return {
      findings: [
        ...(await activityFindings(inside, deal.activityId)),
        ...statusFindings(deal, [DealStatus.DRAFT]),
        ...dates.flatMap(signedDateFindings),
        ...(await minimumFindings(
          ...([inside.store, deal, dates.map(({ day }) => day), ['id']] as const),
        )),
        ...(rider === undefined ? [noRider] : []),
      ],
      write: async () => {
        const options = dates.filter(({ status }) => status === PerformanceStatus.OPTION);
        await moveDates(inside, options, PerformanceStatus.CONFIRMED);
        const { today: signedOn } = inside;
        return { status: DealStatus.SIGNED, signedOn, riderId: rider?.id ?? null };
      },
    };
  });
}

/**
 * Ends a deal of which nothing is settled yet: its dates are free for another, and those that were
 * agreed do not take place.
 */
export function cancelDeal(
  ctx: PluginContext,
  input: PerformingArtsCancelDealInput,
): Promise<Attempted<PerformingArtsDeal>> {
  return changeDeal(ctx, 'performing-arts.cancel-deal', input, async (inside, deal) => {
    const dates = await liveDates(inside, deal.id);
    const coming = deal.status === DealStatus.SIGNED ? dates.filter(isComing) : [];
    return {
      findings: [
        ...statusFindings(deal, [DealStatus.DRAFT, DealStatus.SIGNED]),
        ...(await settledFindings(inside, deal.id)),
        ...(await workFindings(inside, coming)),
      ],
      write: async () => {
        await moveDates(inside, coming, PerformanceStatus.CANCELLED);
        const rows = await inside.store.find(PerformingArtsDealDate, { dealId: deal.id });
        for (const { id } of rows) {
          await inside.store.update(PerformingArtsDealDate, id, { live: false });
        }
        const cancelled = { cancelledOn: inside.today, cancelledFor: input.reason };
        return { status: DealStatus.CANCELLED, ...cancelled };
      },
    };
  });
}

interface Change {
  readonly findings: readonly PluginFinding[];
  write(): Promise<Partial<PerformingArtsDeal> & { readonly status: DealStatus }>;
}

/** A step of a deal, which is locked first: of a signature and a cancellation one is first. */
async function changeDeal(
  ctx: PluginContext,
  action: string,
  input: { readonly id: string; readonly dryRun?: boolean | null },
  judge: (inside: AttemptContext, deal: PerformingArtsDeal) => Promise<Change>,
): Promise<Attempted<PerformingArtsDeal>> {
  const permission = 'performing-arts.write';
  const { id, activityId } = await changeable(ctx, PerformingArtsDeal, input.id, { permission });
  return ctx.attempt({ action, dryRun: input.dryRun }, async (inside) => {
    // The activity before the plugin's own rows, as everywhere.
    await inside.core.lock('Activity', activityId);
    const deal = await locked(inside, PerformingArtsDeal, id);
    const { findings, write } = await judge(inside, deal);
    return {
      findings,
      write: async () => {
        const change = { ...(await write()), changedAt: inside.now };
        const type = `performing-arts.deal-${change.status.toLowerCase()}`;
        inside.emit({ type, subject: { type: 'PerformingArtsDeal', id }, activityId });
        return (await inside.store.update(PerformingArtsDeal, id, change)) ?? deal;
      },
    };
  });
}

/** The dates of a deal, locked in the order of their ids, so that two never wait for each other. */
export async function liveDates(
  inside: PluginContext,
  dealId: string,
): Promise<PerformingArtsPerformance[]> {
  const rows = await inside.store.find(PerformingArtsDealDate, { dealId, live: true });
  const dates: PerformingArtsPerformance[] = [];
  for (const performanceId of rows.map((row) => row.performanceId).sort()) {
    dates.push(await locked(inside, PerformingArtsPerformance, performanceId));
  }
  return dates;
}

/** The finding about a deal that is in none of these states. */
export function statusFindings(
  { status }: PerformingArtsDeal,
  from: readonly DealStatus[],
  path = 'id',
): PluginFinding[] {
  if (from.includes(status)) return [];
  return [{ code: `performing-arts.deal-is-${status.toLowerCase()}`, path: [path] }];
}

/** The organiser provides a place in working order, so a date that is agreed has one. */
function signedDateFindings({ day, venueId, status }: PerformingArtsPerformance): PluginFinding[] {
  const place = { path: ['id'], values: { day } };
  if (status === PerformanceStatus.CANCELLED) {
    return [{ code: 'performing-arts.date-already-cancelled', ...place }];
  }
  return venueId === null ? [{ code: 'performing-arts.date-without-venue', ...place }] : [];
}

async function settledFindings({ store }: PluginContext, dealId: string): Promise<PluginFinding[]> {
  const status = SettlementStatus.AGREED;
  const [agreed] = await store.find(PerformingArtsSettlement, { dealId, status }, { limit: 1 });
  return agreed ? [{ code: 'performing-arts.deal-partly-settled', path: ['id'] }] : [];
}

async function workFindings(
  { store }: PluginContext,
  dates: readonly PerformingArtsPerformance[],
): Promise<PluginFinding[]> {
  const performanceId = { in: dates.map(({ id }) => id) };
  const bound = await store.find(PerformingArtsContractDay, { performanceId, inForce: true });
  return [...new Set(bound.map(({ day }) => day))].map((day) => ({
    ...{ code: 'performing-arts.date-has-contracts', path: ['id'] },
    ...{ values: { day }, severity: 'WARNING' as const },
  }));
}

const isComing = ({ status }: PerformingArtsPerformance): boolean =>
  status === PerformanceStatus.OPTION || status === PerformanceStatus.CONFIRMED;

async function moveDates(
  inside: AttemptContext,
  dates: readonly PerformingArtsPerformance[],
  status: PerformanceStatus,
): Promise<void> {
  for (const { id, activityId } of dates) {
    const type = `performing-arts.date-${status.toLowerCase()}`;
    inside.emit({ type, subject: { type: 'PerformingArtsPerformance', id }, activityId });
    await inside.store.update(PerformingArtsPerformance, id, { status, changedAt: inside.now });
  }
}
