import type { Context } from '../platform/context.js';
import { GezelError } from '../platform/errors.js';
import { requireVisible } from '../platform/read/read.js';
import { runTransition, type Transition } from '../platform/write/transition.js';
import type { Finding } from '../platform/write/violation.js';
import {
  type Contact,
  type ContactInput,
  completionOf,
  contactAfter,
  contactFindings,
  emailFindings,
} from './contact.js';
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

export const memberUpdate: Transition<MemberState> = {
  name: 'member.update',
  subject: 'Member',
  tags: [],
};

export interface MemberChange extends ContactInput {
  readonly memberId: string;
  readonly version?: number | null;
}

/** Changes what was filled in about a member: by the member, or by the co-operative's people. */
export async function updateMember(ctx: Context, input: MemberChange): Promise<MemberOutcome> {
  const permission = 'member.write';
  const seen = await requireVisible(ctx, members, input.memberId, 'memberId');
  if (!mayWrite(ctx.viewer, seen)) throw new GezelError('FORBIDDEN', { permission });
  let before = seen;
  const contact = () => contactAfter(before, input);
  const outcome = await runTransition(ctx, memberUpdate, {
    id: seen.id,
    expectedVersion: input.version,
    load: async (tx, id) => {
      before = await lockedMember(tx, id);
      return stateOf(before);
    },
    next: (state) => stateOf({ ...before, ...changed(before, contact(), state.version) }),
    check: async (_before, _after, tx) => [
      ...contactFindings(contact()),
      ...kept(before, contact()),
      ...(await emailFindings(tx, contact().email, before)),
    ],
    write: async (tx) => {
      const where = { cooperativeId: tx.cooperativeId, id: seen.id };
      await tx.em.nativeUpdate(Member, where, changed(before, contact(), before.version));
      return [memberEvent('member.updated', seen.id)];
    },
  });
  const { after, violations } = outcome;
  const member = after && (await memberAfter(ctx, ctx.viewer.cooperativeId, after.id));
  return { member, violations };
}

const changed = (before: Member, contact: Contact, version: number) => ({
  ...contact,
  completion: completionOf(contact, before.completion),
  version: version + 1,
});

/** What an identified member must keep, and who can no longer be changed. */
function kept(before: Member, contact: Contact): Finding[] {
  const found: Finding[] = [];
  if (before.status === MemberStatus.LEFT) found.push({ code: 'member.has-left' });
  const lost = (['phone', 'street', 'postalCode', 'city', 'country'] as const).filter(
    (part) => before.completion === 2 && before[part] !== null && contact[part] === null,
  );
  for (const part of lost) found.push({ code: 'member.contact-needed', path: [part] });
  return found;
}
