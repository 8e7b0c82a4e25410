import { requireManaged } from '../../activity/activity.policy.js';
import { openUntilEnd } from '../../activity/open-until-end.js';
import { members } from '../../member/member.policy.js';
import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { newId } from '../../platform/ids.js';
import { requireVisible } from '../../platform/read/read.js';
import type { Once } from '../../platform/write/once.js';
import { runTransition } from '../../platform/write/transition.js';
import type { Finding } from '../../platform/write/violation.js';
import { minutesOf } from '../day/hours.js';
import { type EngagementState, EngagementStatus } from './engagement.entity.js';
import { engagementDraft } from './engagement.policy.js';
import {
  type EngagementOutcome,
  engagementAnswer,
  engagementEvent,
  lockedEngagement,
} from './engagement-state.js';

export interface NewEngagement {
  /** Global ids. */
  readonly activityId: string;
  readonly workerId: string;
  readonly kind: string;
  readonly jointCommittee?: string | null;
  readonly function?: string | null;
  /** What a full month costs in all. */
  readonly fixedMinor: bigint;
  readonly advanceMinor: bigint;
  readonly schedule: readonly WeekdayHours[];
  readonly from: string;
}

export interface WeekdayHours {
  /** 1 is Monday, 7 is Sunday. */
  readonly weekday: number;
  /** An exact decimal. */
  readonly hours: string;
}

/** The kinds without an agreed end; only the second has a variable part. */
export const openEnded = 'open-ended';
export const salariedEntrepreneur = 'salaried-entrepreneur';

/** Prepares an employment without an agreed end, on an activity that the viewer manages. */
export async function draftEngagement(
  ctx: Context,
  order: NewEngagement,
  once: Once,
): Promise<EngagementOutcome> {
  const activity = await requireManaged(ctx, order.activityId, 'contract.write');
  const worker = await requireVisible(ctx, members, order.workerId, 'workerId');
  const id = newId();
  const draft: EngagementState = {
    ...{ cooperativeId: ctx.viewer.cooperativeId, id, version: 1, status: EngagementStatus.DRAFT },
    ...{ activityId: activity.id, workerId: worker.id, kindCode: order.kind },
    ...{ jointCommittee: order.jointCommittee ?? null, functionCode: order.function ?? null },
    ...{ currency: activity.currency, fixedMinor: order.fixedMinor },
    ...{ advanceMinor: order.advanceMinor, schedule: weekOf(order.schedule), from: order.from },
    ...{ lastDay: null, endReason: null, signedOn: null, createdBy: ctx.viewer.memberId },
  };
  const outcome = await runTransition(ctx, engagementDraft, {
    id,
    once,
    load: async (tx, known) => (known === id ? draft : lockedEngagement(tx, known)),
    next: (before) => before,
    check: async (before, _after, tx) => [
      ...((await openUntilEnd(tx, activity.id)) ? [] : [{ code: 'contract.activity-closed' }]),
      ...amountFindings(before),
      ...scheduleFindings(order.schedule),
      ...(await termsFindings(tx, before)),
    ],
    write: async (tx, before) => {
      await insert(tx, before);
      return [engagementEvent('engagement.drafted', before)];
    },
  });
  return engagementAnswer(ctx, outcome);
}

/** Minutes from Monday to Sunday; a day that is not named is free. */
function weekOf(schedule: readonly WeekdayHours[]): number[] {
  const week = [0, 0, 0, 0, 0, 0, 0];
  for (const { weekday, hours } of schedule) {
    if (weekday >= 1 && weekday <= 7) week[weekday - 1] = minutesOf(hours) ?? 0;
  }
  return week;
}

function amountFindings({ kindCode, fixedMinor, advanceMinor }: EngagementState): Finding[] {
  const found: Finding[] = [];
  if (fixedMinor <= 0n) found.push({ code: 'contract.budget-not-positive', path: ['budget'] });
  if (advanceMinor < 0n) found.push({ code: 'engagement.negative-advance', path: ['advance'] });
  if (advanceMinor > 0n && kindCode !== salariedEntrepreneur) {
    found.push({ code: 'engagement.no-variable-part', path: ['advance'] });
  }
  return found;
}

function scheduleFindings(schedule: readonly WeekdayHours[]): Finding[] {
  const found: Finding[] = [];
  if (schedule.length === 0) found.push({ code: 'engagement.empty-week', path: ['schedule'] });
  const seen = new Set<number>();
  for (const [i, { weekday, hours }] of schedule.entries()) {
    const path = (field: string) => ['schedule', String(i), field];
    if (minutesOf(hours) === null) {
      const values = { hours, day: String(weekday) };
      found.push({ code: 'contract.hours-out-of-range', path: path('hours'), values });
    }
    if (!Number.isInteger(weekday) || weekday < 1 || weekday > 7 || seen.has(weekday)) {
      found.push({ code: 'engagement.weekday', path: path('weekday'), values: { weekday } });
    }
    seen.add(weekday);
  }
  return found;
}

async function termsFindings(tx: Tx, engagement: EngagementState): Promise<Finding[]> {
  const { jointCommittee, functionCode, kindCode } = engagement;
  const found: Finding[] = [];
  if (jointCommittee !== null && !/^[0-9A-Z.]{1,12}$/.test(jointCommittee)) {
    const values = { jointCommittee: jointCommittee.slice(0, 20) };
    found.push({ code: 'contract.joint-committee-malformed', path: ['jointCommittee'], values });
  }
  if (functionCode !== null && !/^[a-z0-9][a-z0-9.-]{0,62}$/.test(functionCode)) {
    const values = { function: functionCode.slice(0, 63) };
    found.push({ code: 'contract.function-malformed', path: ['function'], values });
  }
  const [known] = await tx.query<{ regime: string }>(
    `select coalesce(regime, code) as regime from core.contract_kind
     where cooperative_id = $1 and code = $2`,
    [tx.cooperativeId, kindCode],
  );
  if (known?.regime !== openEnded && known?.regime !== salariedEntrepreneur) {
    const values = { kind: kindCode.slice(0, 63) };
    found.push({ code: 'engagement.other-kind', path: ['kind'], values });
  }
  return found;
}

async function insert(tx: Tx, draft: EngagementState): Promise<void> {
  await tx.query(
    `insert into core.engagement (cooperative_id, id, activity_id, worker_id, kind,
       joint_committee, function_code, status, currency, fixed_minor, advance_minor, schedule,
       from_day, created_by)
     values ($1, $2, $3, $4, $5, $6, $7, 'DRAFT', $8, $9, $10, $11::integer[], $12, $13)`,
    [
      ...[tx.cooperativeId, draft.id, draft.activityId, draft.workerId, draft.kindCode],
      ...[draft.jointCommittee, draft.functionCode, draft.currency, draft.fixedMinor],
      ...[draft.advanceMinor, draft.schedule, draft.from, draft.createdBy],
    ],
  );
}
