import {
  type AttemptContext,
  type Attempted,
  badInput,
  type ChargeShareFacts,
  Field,
  globalId,
  ID,
  InputType,
  insertOnce,
  localId,
  money,
  notFound,
  type PluginContext,
  type PluginFinding,
} from 'gezel/sdk';
import { CostSharingActivity, CostSharingPassedOn } from './rule.entity.js';

@InputType({ description: 'Clients’ parts to put on a draft invoice.' })
export class CostSharingPassOnInput {
  @Field(() => ID, { description: 'A draft invoice of the activity.' })
  invoiceId: string;

  @Field(() => [ID], { description: 'The parts: 1 to 100 ids of `CostSharingShare`.' })
  shareIds: string[];

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/**
 * A line of the draft for each part, less what was given back. Once each: again only when the draft
 * on which it was is thrown away.
 */
export async function passOn(
  ctx: PluginContext,
  { invoiceId: globalInvoiceId, shareIds, dryRun }: CostSharingPassOnInput,
): Promise<Attempted<CostSharingPassedOn[]>> {
  const invoiceId = localId('Invoice', globalInvoiceId, 'invoiceId');
  const { activityId } = await ctx.core.require('Invoice', invoiceId, 'cost-sharing.pass-on');
  const ids = shareIds.map((one, i) => localId('CostSharingShare', one, `shareIds.${i}`));
  if (ids.length < 1 || ids.length > 100 || new Set(ids).size < ids.length) {
    throw badInput('1 to 100 parts are expected, each once.', 'shareIds');
  }
  const about = { type: 'Activity', id: activityId };
  return ctx.attempt({ action: 'cost-sharing.pass-on', dryRun, about }, async (inside) => {
    await inside.core.lock('Activity', activityId);
    const parts = await Promise.all(ids.map((id) => partOf(inside, activityId, id)));
    return {
      findings: parts.flatMap((part, i) => partFindings(part, i)),
      write: async () => {
        const { store, now } = inside;
        await insertOnce(store, CostSharingActivity, activityId, { activityId, since: now });
        const rows: CostSharingPassedOn[] = [];
        for (const part of parts) rows.push(await put(inside, invoiceId, part));
        return rows;
      },
    };
  });
}

interface Part {
  readonly share: ChargeShareFacts;
  readonly leftMinor: bigint;
  /** On which invoice it is, which is still there. */
  readonly before: CostSharingPassedOn | null;
  readonly gone: boolean;
}

async function partOf(
  { core, store }: PluginContext,
  activityId: string,
  id: string,
): Promise<Part> {
  const share = await core.sharing.share(id);
  if (share === null || share.activityId !== activityId) {
    throw notFound('CostSharingShare', globalId('CostSharingShare', id));
  }
  const before = await store.get(CostSharingPassedOn, id);
  const gone = before !== null && (await core.invoice(before.invoiceId)) === null;
  return { share, leftMinor: share.amountMinor - share.refundedMinor, before, gone };
}

function partFindings({ share, leftMinor, before, gone }: Part, i: number): PluginFinding[] {
  const path = ['shareIds', String(i)];
  if (share.bearer !== 'CLIENT') return [{ code: 'cost-sharing.not-the-clients', path }];
  if (before !== null && !gone) return [{ code: 'cost-sharing.passed-on-already', path }];
  return leftMinor > 0n ? [] : [{ code: 'cost-sharing.given-back', path }];
}

async function put(
  { core, store, now }: AttemptContext,
  invoiceId: string,
  { share, leftMinor: amountMinor, before }: Part,
): Promise<CostSharingPassedOn> {
  const { id, activityId, service, currency } = share;
  await core.lines.add({
    ...{ key: `cost-sharing:${id}:${invoiceId}`, service: 'cost-sharing.passed-on' },
    document: { type: 'Invoice', id: invoiceId },
    lines: [{ description: service, unitPrice: money(amountMinor, currency).amount }],
  });
  const row = { activityId, invoiceId, service, amountMinor, currency, passedOnAt: now };
  if (before === null) return store.insert(CostSharingPassedOn, { id, ...row });
  return (await store.update(CostSharingPassedOn, id, row)) as CostSharingPassedOn;
}
