import type { Context, RequestContext } from '../platform/context.js';
import type { Tx } from '../platform/database/transaction.js';
import { badInput, GezelError, notFound } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { type Grants, grantsOf } from '../platform/permissions.js';
import { isInPerson, requireReach, type Viewer } from '../platform/viewer.js';
import { type Once } from '../platform/write/once.js';
import { runTransition, type Transition } from '../platform/write/transition.js';
import type { Finding, Violation } from '../platform/write/violation.js';
import {
  type Contact,
  type ContactInput,
  completionOf,
  contactAfter,
  contactFindings,
  emailFindings,
} from './contact.js';
import { grantMembership } from './grant-membership.js';
import { Member, MemberCategory, MemberStatus } from './member.entity.js';
import {
  lockedMember,
  type MemberState,
  memberAfter,
  memberEvent,
  stateOf,
} from './member-state.js';
import { Role } from './role-grant.entity.js';

export const memberRegister: Transition<MemberState> = {
  name: 'member.register',
  subject: 'Member',
  tags: [],
};

export interface NewMember extends ContactInput {
  /** Short name of the co-operative that a person joins by themself. */
  readonly cooperative?: string | null;
  readonly displayName: string;
  readonly email: string;
  readonly category?: MemberCategory | null;
  readonly subject?: string | null;
  readonly idempotencyKey?: string | null;
  readonly dryRun?: boolean | null;
}

export interface MemberOutcome {
  readonly member: Member | null;
  readonly violations: Violation[];
}

/**
 * Registers a member: either whoever holds `member.register` does it, and the member is active at
 * once; or a person with a verified subject joins a co-operative by its short name, and stays
 * pending until one of its people confirms.
 */
export async function registerMember(
  ctx: RequestContext,
  input: NewMember,
): Promise<MemberOutcome> {
  const id = newId();
  const registration = await registrationOf(ctx, input, id);
  const member = newMember(registration, input, id);
  const { acting } = registration;
  const outcome = await runTransition(acting, memberRegister, {
    id,
    dryRun: input.dryRun,
    once: onceOf(input),
    // A repeated request finds what the first one made.
    load: async (tx, known) =>
      stateOf(known === id ? { ...member, completion: 0 } : await lockedMember(tx, known)),
    next: () => stateOf(member),
    check: async (_before, _after, tx) => [
      ...contactFindings(member),
      ...registration.findings,
      ...(await emailFindings(tx, member.email, member)),
      ...(await subjectFindings(tx, member)),
    ],
    write: async (tx) => {
      await tx.em.insert(Member, member);
      await grantMembership(tx, acting, id);
      return [memberEvent('member.registered', id, { status: member.status })];
    },
  });
  const made = outcome.after && (await memberAfter(acting, member.cooperativeId, outcome.after.id));
  if (made !== null && ctx.viewer === null) enter(ctx, acting.viewer);
  return { member: made, violations: outcome.violations };
}

/** For the rest of the request, whoever came without a membership is the member they became. */
function enter(ctx: RequestContext, viewer: Viewer): void {
  const roles = [Role.MEMBER];
  const grants = grantsOf(roles, ctx.platform.roleGrants);
  Object.assign(ctx, { viewer: { ...viewer, roles, grants } });
}

/** In which co-operative, by whom and as what somebody is registered. */
interface Registration {
  readonly acting: Context;
  readonly cooperativeId: string;
  readonly status: MemberStatus;
  readonly subject: string | null;
  readonly findings: readonly Finding[];
}

async function registrationOf(
  ctx: RequestContext,
  input: NewMember,
  id: string,
): Promise<Registration> {
  const { viewer } = ctx;
  const joined = input.cooperative == null ? null : await cooperativeIdOf(ctx, input.cooperative);
  const atHome = viewer !== null && (joined === null || joined === viewer.cooperativeId);
  if (atHome && (joined === null || viewer.grants.has('member.register'))) {
    requireReach(viewer, 'member.register');
    return {
      acting: ctx as Context,
      cooperativeId: viewer.cooperativeId,
      status: MemberStatus.ACTIVE,
      subject: input.subject ?? null,
      findings: input.subject == null ? [] : subjectShape(input.subject),
    };
  }
  const subject = subjectOf(ctx);
  if (subject === null) throw new GezelError('UNAUTHENTICATED');
  if (joined === null) throw badInput('Name the co-operative that you join.', 'cooperative');
  const grants: Grants = new Map([['member.register', 'own']]);
  const self = { subject, cooperativeId: joined, memberId: id, roles: [], grants, token: null };
  return {
    // The person acts as the member that they are about to be.
    acting: { ...ctx, viewer: self },
    cooperativeId: joined,
    status: MemberStatus.PENDING,
    subject,
    findings: staffOnly(input),
  };
}

/** The verified person behind the request, a member or not; an application never joins for one. */
function subjectOf(ctx: RequestContext): string | null {
  if (ctx.viewer === null) return ctx.subject ?? null;
  if (!isInPerson(ctx.viewer)) throw new GezelError('FORBIDDEN', { permission: 'member.register' });
  return ctx.viewer.subject;
}

async function cooperativeIdOf(ctx: RequestContext, slug: string): Promise<string> {
  const [row] = /^[a-z][a-z0-9-]{1,62}$/.test(slug)
    ? await ctx.platform.database.query<{ id: string }>(
        'select id from core.cooperative where slug = $1',
        [slug],
        'cooperative-id-of-slug',
      )
    : [];
  if (row === undefined) throw notFound('Cooperative', slug.slice(0, 80));
  return row.id;
}

function newMember(registration: Registration, input: NewMember, id: string): Member {
  const { acting, cooperativeId, status, subject } = registration;
  const blank: Contact = {
    ...{ displayName: '', email: '', locale: acting.locale },
    ...{ phone: null, street: null, postalCode: null, city: null, country: null },
  };
  const contact = contactAfter(blank, input);
  return {
    ...contact,
    ...{ cooperativeId, id, subject, status },
    completion: completionOf(contact, 0),
    category: input.category ?? MemberCategory.USER,
    ...{ identifiedOn: null, identifiedBy: null, identifiedWith: null },
    version: 1,
    joinedOn: acting.platform.clock.today(),
    leftOn: null,
  };
}

async function subjectFindings(tx: Tx, { subject, id }: Member): Promise<Finding[]> {
  if (subject === null) return [];
  await tx.query(
    `select pg_advisory_xact_lock(hashtextextended('member-subject:' || $1 || $2, 0))`,
    [tx.cooperativeId, subject],
  );
  const known = await tx.query(
    'select from core.member where cooperative_id = $1 and subject = $2 and id <> $3',
    [tx.cooperativeId, subject, id],
  );
  return known.length === 0 ? [] : [{ code: 'member.already-registered' }];
}

const subjectShape = (subject: string): Finding[] =>
  /^[\x21-\x7e]{1,255}$/.test(subject)
    ? []
    : [{ code: 'member.subject-unreadable', path: ['subject'] }];

/** Somebody who joins alone is a user of the co-operative, under their own subject. */
function staffOnly({ category, subject }: NewMember): Finding[] {
  const found: Finding[] = [];
  if (category != null && category !== MemberCategory.USER) {
    found.push({ code: 'member.staff-decides', path: ['category'] });
  }
  if (subject != null) found.push({ code: 'member.staff-decides', path: ['subject'] });
  return found;
}

const onceOf = (input: NewMember): Once | null =>
  input.idempotencyKey == null ? null : { key: input.idempotencyKey, input };
