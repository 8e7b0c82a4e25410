import type { Context } from '../platform/context.js';
import { GezelError } from '../platform/errors.js';
import { requireVisible } from '../platform/read/read.js';
import { isNationalNumber } from '../platform/scalars.js';
import { runTransition, type Transition } from '../platform/write/transition.js';
import type { Finding } from '../platform/write/violation.js';
import { Member, MemberStatus } from './member.entity.js';
import { mayWrite, members } from './member.policy.js';
import {
  lockedMember,
  type MemberState,
  memberAfter,
  memberEvent,
  stateOf,
} from './member-state.js';
import type { MemberOutcome } from './register-member.js';

export const memberSetNationalNumber: Transition<MemberState> = {
  name: 'member.set-national-number',
  subject: 'Member',
  tags: ['legal'],
};

export interface NationalNumberGiven {
  readonly memberId: string;
  readonly nationalNumber: string;
  readonly version?: number | null;
  readonly dryRun?: boolean | null;
}

/**
 * Keeps a member's national number in the vault, from which it only leaves into a declaration to
 * social security. Members give their own once; only the co-operative's people replace it.
 */
export async function setNationalNumber(
  ctx: Context,
  input: NationalNumberGiven,
): Promise<MemberOutcome> {
  const { vault } = ctx.platform;
  const seen = await requireVisible(ctx, members, input.memberId, 'memberId');
  if (!mayWrite(ctx.viewer, seen))
    throw new GezelError('FORBIDDEN', { permission: 'member.write' });
  const secret = { memberId: seen.id, kind: 'national-number' as const };
  const { after, violations } = await runTransition(ctx, memberSetNationalNumber, {
    id: seen.id,
    dryRun: input.dryRun,
    expectedVersion: input.version,
    load: async (tx, id) => stateOf(await lockedMember(tx, id)),
    next: (before) => ({ ...before, version: before.version + 1 }),
    check: async (before, _after, tx) => {
      const found: Finding[] = [];
      if (before.status === MemberStatus.LEFT) found.push({ code: 'member.has-left' });
      const forAll = ctx.viewer.grants.get('member.write') === 'all';
      const kept = await vault.has(tx, tx.cooperativeId, secret.kind, [seen.id]);
      if (kept.size > 0 && !forAll) found.push({ code: 'member.number-kept' });
      const { nationalNumber } = input;
      if (!isNationalNumber(nationalNumber)) {
        const path = ['nationalNumber'];
        found.push({ code: 'member.number-false', path, source: composition });
      } else if (await vault.isTaken(tx, secret, nationalNumber)) {
        found.push({ code: 'member.number-taken', path: ['nationalNumber'] });
      }
      return found;
    },
    write: async (tx, _before, { version }) => {
      await vault.keep(tx, secret, input.nationalNumber);
      const where = { cooperativeId: tx.cooperativeId, id: seen.id };
      await tx.em.nativeUpdate(Member, where, { version });
      return [memberEvent('member.national-number-kept', seen.id)];
    },
  });
  const member = after && (await memberAfter(ctx, ctx.viewer.cooperativeId, after.id));
  return { member, violations };
}

const composition = {
  title:
    'Royal decree of 3 April 1984: composition of the identification number, check digits by 97',
};
