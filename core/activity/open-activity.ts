import { type Member, MemberStatus } from '../member/member.entity.js';
import type { Context } from '../platform/context.js';
import type { Tx } from '../platform/database/transaction.js';
import { GezelError, notFound } from '../platform/errors.js';
import { globalId, localId, newId } from '../platform/ids.js';
import { lineFindings, paragraphFindings, tidy } from '../platform/model/text.js';
import { requireReach } from '../platform/viewer.js';
import type { Once } from '../platform/write/once.js';
import { runTransition, type Transition } from '../platform/write/transition.js';
import type { Finding } from '../platform/write/violation.js';
import { Activity, ActivityStatus } from './activity.entity.js';
import {
  type ActivityOutcome,
  type ActivityState,
  activityAfter,
  activityEvent,
  lockedActivity,
  stateOf,
} from './activity-state.js';
import { Participation, ParticipationRole, ParticipationStatus } from './participation.entity.js';

export const activityOpen: Transition<ActivityState> = {
  name: 'activity.open',
  subject: 'Activity',
  tags: [],
};

export interface NewActivity {
  /** Who will manage it; the viewer when absent. */
  readonly memberId?: string | null;
  readonly name: string;
  readonly description?: string | null;
  /** Code of the sector, from an open list. */
  readonly sector: string;
  /** May be left out where the co-operative has one legal entity only. */
  readonly hostEntityId?: string | null;
  readonly idempotencyKey?: string | null;
  readonly dryRun?: boolean | null;
}

export const descriptionLimit = 5_000;

/** Opens an activity for an identified, active member, who becomes its one manager. */
export async function openActivity(ctx: Context, input: NewActivity): Promise<ActivityOutcome> {
  const managerId = managerOf(ctx, input);
  const id = newId();
  const { after, violations } = await runTransition(ctx, activityOpen, {
    id,
    dryRun: input.dryRun,
    once: onceOf(input),
    // A repeated request finds what the first one made.
    load: async (tx, known) =>
      known === id
        ? stateOf(await newActivity(tx, ctx, input, id, managerId))
        : lockedActivity(tx, known),
    next: (draft) => draft,
    check: async (_before, draft, tx) => [
      ...activityFindings(draft),
      ...(draft.hostEntityId === '' ? [hostEntityNeeded] : []),
      ...(await managerFindings(tx, managerId)),
    ],
    write: async (tx, _before, draft) => {
      const { activityId, ...row } = draft;
      await tx.em.insert(Activity, row);
      await tx.em.insert(Participation, managing(draft));
      return [activityEvent('activity.opened', activityId, { sector: draft.sector })];
    },
  });
  return { activity: after && (await activityAfter(ctx, after.id)), violations };
}

/** What is wrong with how an activity is called, described or classed. */
export function activityFindings({ name, description, sector }: ActivityState): Finding[] {
  const found = lineFindings('name', name, 200);
  found.push(...paragraphFindings('description', description, descriptionLimit));
  if (!/^[a-z][a-z0-9-]{0,62}$/.test(sector)) {
    found.push({ code: 'activity.sector-unreadable', path: ['sector'] });
  }
  return found;
}

/** Whether a member may manage an activity; locked, so that who is suspended meanwhile is not. */
export async function managerFindings(tx: Tx, memberId: string): Promise<Finding[]> {
  const [member] = await tx.query<Pick<Member, 'status' | 'completion'>>(
    `select status, completion from core.member where cooperative_id = $1 and id = $2 for share`,
    [tx.cooperativeId, memberId],
  );
  const path = ['memberId'];
  if (member === undefined) throw notFound('Member', globalId('Member', memberId));
  const found: Finding[] = [];
  if (member.status !== MemberStatus.ACTIVE) {
    found.push({ code: 'activity.member-not-active', path });
  }
  if (member.completion < 2) found.push({ code: 'activity.member-not-identified', path });
  return found;
}

function managerOf({ viewer }: Context, { memberId }: NewActivity): string {
  const permission = 'activity.open';
  const reach = requireReach(viewer, permission);
  const managerId = memberId == null ? viewer.memberId : localId('Member', memberId, 'memberId');
  if (reach === 'own' && managerId !== viewer.memberId) {
    throw new GezelError('FORBIDDEN', { permission });
  }
  return managerId;
}

async function newActivity(
  tx: Tx,
  ctx: Context,
  input: NewActivity,
  id: string,
  managerId: string,
): Promise<Activity> {
  const [cooperative] = await tx.query<{ currency: string }>(
    'select currency from core.cooperative where id = $1',
    [tx.cooperativeId],
  );
  return {
    ...{ cooperativeId: tx.cooperativeId, id, managerId },
    name: tidy(input.name),
    description: tidy(input.description ?? ''),
    sector: input.sector,
    hostEntityId: await hostEntityOf(tx, input),
    currency: (cooperative as { currency: string }).currency,
    status: ActivityStatus.OPEN,
    version: 1,
    openedOn: ctx.platform.clock.today(),
    closedOn: null,
  };
}

/** The legal entity that was asked for, or the only one; empty when one must be chosen. */
async function hostEntityOf(tx: Tx, { hostEntityId }: NewActivity): Promise<string> {
  const asked = hostEntityId == null ? null : localId('HostEntity', hostEntityId, 'hostEntityId');
  const found = await tx.query<{ id: string }>(
    `select id from core.host_entity
     where cooperative_id = $1 and ($2::uuid is null or id = $2) limit 2`,
    [tx.cooperativeId, asked],
  );
  if (asked !== null && found.length === 0) throw notFound('HostEntity', hostEntityId as string);
  return found.length === 1 ? (found[0] as { id: string }).id : '';
}

const hostEntityNeeded: Finding = { code: 'activity.host-entity-needed', path: ['hostEntityId'] };

const managing = (activity: Activity): Participation => ({
  cooperativeId: activity.cooperativeId,
  activityId: activity.id,
  memberId: activity.managerId,
  role: ParticipationRole.MANAGER,
  status: ParticipationStatus.ACTIVE,
  invitedBy: null,
  since: activity.openedOn,
  leftOn: null,
});

const onceOf = (input: NewActivity): Once | null =>
  input.idempotencyKey == null ? null : { key: input.idempotencyKey, input };
