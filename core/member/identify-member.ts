import type { Context } from '../platform/context.js';
import { requireVisible } from '../platform/read/read.js';
import { runTransition, type Transition } from '../platform/write/transition.js';
import type { Finding } from '../platform/write/violation.js';
import { Member, MemberStatus } from './member.entity.js';
import { isOneself, members, requireForAll } from './member.policy.js';
import {
  lockedMember,
  type MemberState,
  memberAfter,
  memberEvent,
  stateOf,
} from './member-state.js';
import type { MemberOutcome } from './register-member.js';

export const memberIdentify: Transition<MemberState> = {
  name: 'member.identify',
  subject: 'Member',
  tags: ['legal'],
};

export interface Identification {
  readonly memberId: string;
  /** By what the identity was established: "eid", "itsme", "passport", … an open list. */
  readonly means: string;
  readonly version?: number | null;
  readonly dryRun?: boolean | null;
}

/** Records that somebody of the co-operative has established who a member is, and by what means. */
export async function identifyMember(ctx: Context, input: Identification): Promise<MemberOutcome> {
  requireForAll(ctx.viewer, 'member.write');
  const seen = await requireVisible(ctx, members, input.memberId, 'memberId');
  const { after, violations } = await runTransition(ctx, memberIdentify, {
    id: seen.id,
    dryRun: input.dryRun,
    expectedVersion: input.version,
    load: async (tx, id) => stateOf(await lockedMember(tx, id)),
    next: (before) => ({ ...before, completion: 2, version: before.version + 1 }),
    check: (before) => findings(before, input, isOneself(ctx.viewer, seen)),
    write: async (tx, _before, { completion, version }) => {
      const identified = {
        identifiedOn: ctx.platform.clock.today(),
        identifiedBy: ctx.viewer.memberId,
        identifiedWith: input.means,
      };
      const where = { cooperativeId: tx.cooperativeId, id: seen.id };
      await tx.em.nativeUpdate(Member, where, { ...identified, completion, version });
      return [memberEvent('member.identified', seen.id)];
    },
  });
  const member = after && (await memberAfter(ctx, ctx.viewer.cooperativeId, after.id));
  return { member, violations };
}

function findings(before: MemberState, { means }: Identification, oneself: boolean): Finding[] {
  const found: Finding[] = [];
  if (oneself) found.push({ code: 'member.own-identity' });
  if (!/^[a-z][a-z0-9-]{0,62}$/.test(means)) {
    found.push({ code: 'member.means-unreadable', path: ['means'] });
  }
  if (before.status === MemberStatus.LEFT) found.push({ code: 'member.has-left' });
  if (before.completion === 0) found.push({ code: 'member.contact-incomplete' });
  if (before.completion === 2) found.push({ code: 'member.already-identified' });
  return found;
}
