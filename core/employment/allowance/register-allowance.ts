import { requireManaged } from '../../activity/activity.policy.js';
import { members } from '../../member/member.policy.js';
import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { claimFindings, claimUploads, uploadIds } from '../../platform/files/claim-uploads.js';
import { newId } from '../../platform/ids.js';
import { lineFindings, tidy } from '../../platform/model/text.js';
import { requireVisible } from '../../platform/read/read.js';
import type { Once } from '../../platform/write/once.js';
import { runTransition } from '../../platform/write/transition.js';
import type { Finding } from '../../platform/write/violation.js';
import { AllowanceStatus } from './allowance.entity.js';
import { type AllowanceState, allowanceRegister } from './allowance.policy.js';
import {
  type AllowanceOutcome,
  allowanceAnswer,
  allowanceEvent,
  lockedAllowance,
} from './allowance-state.js';
import { registrationFindings } from './registration.js';

export interface NewAllowance {
  /** Global ids. */
  readonly activityId: string;
  readonly artistId: string;
  readonly days: readonly string[];
  readonly dayMinor: bigint;
  readonly travelMinor: bigint;
  readonly description: string;
  readonly reference: string;
  /** Days of the year for other principals, as the artist states; what is known stays when absent. */
  readonly daysElsewhere?: number | null;
  /** The proof of the travel, from `POST /files?purpose=travel-proof`. */
  readonly travelProof?: string | null;
  readonly dryRun?: boolean | null;
}

/** The purpose under which the proof of travel is uploaded. */
export const travelProofUpload = 'travel-proof';

/** Registers an amateur's days, before the first of them; the legal entity is the principal. */
export async function registerAllowance(
  ctx: Context,
  order: NewAllowance,
  once: Once,
): Promise<AllowanceOutcome> {
  const activity = await requireManaged(ctx, order.activityId, 'contract.write');
  const artist = await requireVisible(ctx, members, order.artistId, 'artistId');
  const id = newId();
  const today = ctx.platform.clock.today();
  const days = [...order.days].sort();
  const draft: AllowanceState = {
    ...{ cooperativeId: ctx.viewer.cooperativeId, id, version: 1, days },
    ...{ activityId: activity.id, hostEntityId: activity.hostEntityId, artistId: artist.id },
    ...{ status: AllowanceStatus.REGISTERED, currency: activity.currency },
    ...{ description: tidy(order.description), reference: tidy(order.reference) },
    ...{ dayMinor: order.dayMinor, travelMinor: order.travelMinor },
    ...{ firstDay: days[0] ?? today, lastDay: days.at(-1) ?? today },
    ...{ registeredOn: today, registeredBy: ctx.viewer.memberId },
    ...{ paidOn: null, solidarityMinor: null },
  };
  const ids = order.travelProof == null ? [] : uploadIds([order.travelProof], 'travelProof');
  const claim = { purpose: travelProofUpload, ids, path: ['travelProof'] };
  const outcome = await runTransition(ctx, allowanceRegister, {
    id,
    dryRun: order.dryRun,
    once,
    load: async (tx, known) => (known === id ? draft : lockedAllowance(tx, known)),
    next: (before) => before,
    check: async (before, _after, tx) => [
      ...textFindings(before),
      ...proofFindings(before, ids.length > 0),
      ...(await registrationFindings(tx, ctx, before, order.daysElsewhere ?? null)),
      ...(await claimFindings(tx, ctx, claim)),
    ],
    write: async (tx, before) => {
      await insert(tx, before);
      await stateDays(tx, before, order.daysElsewhere ?? null);
      const subject = { type: 'AmateurAllowance', id };
      const claims = ids.map((uploadId) => ({ id: uploadId, subject }));
      await claimUploads(tx, ctx, claims);
      return [allowanceEvent('allowance.registered', before)];
    },
  });
  return allowanceAnswer(ctx, outcome);
}

function textFindings({
  description,
  reference,
  dayMinor,
  travelMinor,
}: AllowanceState): Finding[] {
  const found = [
    ...lineFindings('description', description, 500),
    ...lineFindings('reference', reference, 100),
  ];
  if (dayMinor <= 0n) found.push({ code: 'allowance.amount-not-positive', path: ['amount'] });
  if (travelMinor < 0n) found.push({ code: 'allowance.travel-negative', path: ['travel'] });
  return found;
}

/** Travel is refunded on top of the allowance where it is proved, and only then. */
function proofFindings({ travelMinor }: AllowanceState, proved: boolean): Finding[] {
  return travelMinor > 0n && !proved
    ? [{ code: 'allowance.travel-not-proved', path: ['travelProof'] }]
    : [];
}

async function insert(tx: Tx, draft: AllowanceState): Promise<void> {
  await tx.query(
    `with allowance as (
       insert into core.amateur_allowance (cooperative_id, id, activity_id, host_entity_id,
         artist_id, status, currency, description, reference, day_minor, travel_minor, first_day,
         last_day, registered_on, registered_by)
       values ($1, $2, $3, $4, $5, 'REGISTERED', $6, $7, $8, $9, $10, $11, $12, $13, $14)
       returning id)
     insert into core.amateur_allowance_day
       (cooperative_id, allowance_id, day, artist_id, host_entity_id, bound)
     select $1, a.id, d.day, $5, $4, true
     from allowance a cross join unnest($15::date[]) as d(day)`,
    [
      ...[tx.cooperativeId, draft.id, draft.activityId, draft.hostEntityId, draft.artistId],
      ...[draft.currency, draft.description, draft.reference, draft.dayMinor, draft.travelMinor],
      ...[draft.firstDay, draft.lastDay, draft.registeredOn, draft.registeredBy, draft.days],
    ],
  );
}

async function stateDays(tx: Tx, draft: AllowanceState, days: number | null): Promise<void> {
  if (days === null) return;
  await tx.query(
    `insert into core.amateur_days (cooperative_id, member_id, year, days_elsewhere, stated_on)
     values ($1, $2, $3, $4, $5)
     on conflict (cooperative_id, member_id, year) do update
       set days_elsewhere = excluded.days_elsewhere, stated_on = excluded.stated_on`,
    [
      ...[tx.cooperativeId, draft.artistId, Number(draft.firstDay.slice(0, 4)), days],
      draft.registeredOn,
    ],
  );
}
