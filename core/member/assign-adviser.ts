import type { Context } from '../platform/context.js';
import type { Tx } from '../platform/database/transaction.js';
import { newId } from '../platform/ids.js';
import { requireVisible } from '../platform/read/read.js';
import { runTransition, type Transition } from '../platform/write/transition.js';
import type { Finding } from '../platform/write/violation.js';
import { Advice } from './advice.entity.js';
import { type Member, MemberStatus } from './member.entity.js';
import { members, requireForAll } from './member.policy.js';
import {
  lockedMember,
  type MemberState,
  memberAfter,
  memberEvent,
  stateOf,
} from './member-state.js';
import type { MemberOutcome } from './register-member.js';
import { rolesHeldOn } from './roles-held.js';

export interface AdvisedState extends MemberState {
  readonly adviserId: string | null;
}

export const memberAssignAdviser: Transition<AdvisedState> = {
  name: 'member.assign-adviser',
  subject: 'Member',
  tags: [],
};

export interface AdviserAssignment {
  readonly memberId: string;
  readonly adviserId: string;
  readonly dryRun?: boolean | null;
}

/** Gives a member another adviser from today; the one before stays in the history. */
export async function assignAdviser(
  ctx: Context,
  input: AdviserAssignment,
): Promise<MemberOutcome> {
  requireForAll(ctx.viewer, 'member.write');
  const member = await requireVisible(ctx, members, input.memberId, 'memberId');
  const adviser = await requireVisible(ctx, members, input.adviserId, 'adviserId');
  const today = ctx.platform.clock.today();
  const { after, violations } = await runTransition(ctx, memberAssignAdviser, {
    id: member.id,
    dryRun: input.dryRun,
    load: async (tx, id) => ({
      ...stateOf(await lockedMember(tx, id)),
      adviserId: await adviserIdOf(tx, id),
    }),
    next: (before) => ({ ...before, adviserId: adviser.id }),
    check: async (before, _after, tx) => findings(tx, before, adviser, today),
    write: async (tx, before) => {
      await replace(tx, member.id, adviser.id, today);
      const payload = { adviserId: adviser.id, before: before.adviserId };
      return [memberEvent('member.adviser-assigned', member.id, payload)];
    },
  });
  const changed = after && (await memberAfter(ctx, ctx.viewer.cooperativeId, after.id));
  return { member: changed, violations };
}

async function adviserIdOf(tx: Tx, memberId: string): Promise<string | null> {
  const [row] = await tx.query<{ adviser_id: string }>(
    `select adviser_id from core.advice
     where cooperative_id = $1 and member_id = $2 and until_day is null`,
    [tx.cooperativeId, memberId],
  );
  return row?.adviser_id ?? null;
}

async function findings(
  tx: Tx,
  before: AdvisedState,
  adviser: Member,
  today: string,
): Promise<Finding[]> {
  const path = ['adviserId'];
  const values = { adviser: adviser.displayName };
  const held = await rolesHeldOn(tx, tx.cooperativeId, adviser.id, today);
  const advises = held.includes('ADVISER') && adviser.status === MemberStatus.ACTIVE;
  const found: Finding[] = [];
  if (before.status === MemberStatus.LEFT) found.push({ code: 'member.has-left' });
  if (adviser.id === before.id) found.push({ code: 'member.advises-oneself', path });
  if (!advises) found.push({ code: 'member.not-an-adviser', path, values });
  if (before.adviserId === adviser.id) found.push({ code: 'member.same-adviser', path, values });
  return found;
}

async function replace(tx: Tx, memberId: string, adviserId: string, today: string): Promise<void> {
  await tx.query(
    `update core.advice set until_day = greatest(from_day, $3::date)
     where cooperative_id = $1 and member_id = $2 and until_day is null`,
    [tx.cooperativeId, memberId, today],
  );
  const { cooperativeId } = tx;
  const advice = { cooperativeId, id: newId(), memberId, adviserId, from: today, until: null };
  await tx.em.insert(Advice, advice);
}
