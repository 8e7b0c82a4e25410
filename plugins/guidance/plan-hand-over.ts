import {
  type AdvisedMember,
  type Attempted,
  badInput,
  CivilDate,
  Field,
  ID,
  InputType,
  localId,
  locked,
  type PluginContext,
  type PluginFinding,
  text,
} from 'gezel/sdk';
import { GuidanceAdviser } from './adviser.entity.js';
import {
  GuidanceHandedMember,
  GuidanceHandOver,
  HandedStatus,
  HandOverStatus,
} from './hand-over.entity.js';
import { adviserFor, requireFor, viewerOf } from './whose.js';

@InputType({ description: 'A member of a hand-over.' })
export class GuidanceHandedMemberInput {
  @Field(() => ID, { description: 'The member.' })
  memberId: string;

  @Field(() => String, { nullable: true, description: 'What the next must know of this member.' })
  briefing?: string | null;
}

@InputType({ description: 'Members who move to another adviser.' })
export class GuidancePlanHandOverInput {
  @Field(() => ID, { nullable: true, description: 'Who hands over; the caller when absent.' })
  adviserId?: string | null;

  @Field(() => ID, { description: 'The next adviser.' })
  toAdviserId: string;

  @Field(() => CivilDate, { description: 'The first day of the next; today: at once.' })
  onDay: string;

  @Field(() => String, { nullable: true, description: 'What the next must know of all of them.' })
  briefing?: string | null;

  @Field(() => [GuidanceHandedMemberInput], {
    nullable: true,
    description: 'Who: at most 1,000; everybody who is advised today when absent.',
  })
  members?: GuidanceHandedMemberInput[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

export async function planHandOver(
  ctx: PluginContext,
  input: GuidancePlanHandOverInput,
): Promise<Attempted<GuidanceHandOver>> {
  const fromAdviserId = adviserFor(ctx, input.adviserId);
  const toAdviserId = localId('GuidanceAdviser', input.toAdviserId, 'toAdviserId');
  const { onDay, dryRun } = input;
  const briefing = text(input.briefing ?? null, 'briefing', 10_000);
  const asked = input.members == null ? null : handed(input.members);
  return ctx.attempt({ action: 'guidance.plan-hand-over', dryRun }, async (inside) => {
    const { store, today, now } = inside;
    await locked(inside, GuidanceAdviser, fromAdviserId);
    const advised = await everybody(inside, fromAdviserId);
    const members = asked ?? advised.map(({ id }) => ({ memberId: id, briefing: null }));
    const findings = await nextFindings(inside, fromAdviserId, toAdviserId);
    findings.push(...memberFindings(members, new Set(advised.map(({ id }) => id))));
    if (onDay < today) findings.push({ code: 'guidance.day-has-passed', path: ['onDay'] });
    return {
      findings,
      write: async () => {
        const order = await store.insert(GuidanceHandOver, {
          ...{ fromAdviserId, toAdviserId, onDay, briefing },
          ...{ status: HandOverStatus.PLANNED, plannedAt: now },
          movesQuestions: viewerOf(inside) === fromAdviserId,
        });
        const nothing = { appointments: 0, clashes: 0, files: 0, questions: 0 };
        for (const one of members) {
          const waits = { handOverId: order.id, status: HandedStatus.WAITING };
          await store.insert(GuidanceHandedMember, { ...one, ...waits, ...nothing });
        }
        const subject = { type: 'GuidanceHandOver', id: order.id };
        if (onDay <= today) inside.emit({ type: 'guidance.hand-over-due', subject });
        return order;
      },
    };
  });
}

interface Handed {
  readonly memberId: string;
  readonly briefing: string | null;
}

function handed(members: readonly GuidanceHandedMemberInput[]): Handed[] {
  if (members.length > membersLimit) throw badInput(`At most ${membersLimit}.`, 'members');
  const all = members.map(({ memberId, briefing }, i) => ({
    memberId: localId('Member', memberId, `members.${i}.memberId`),
    briefing: text(briefing ?? null, `members.${i}.briefing`, 10_000),
  }));
  if (new Set(all.map(({ memberId }) => memberId)).size < all.length) {
    throw badInput('Each member is named once.', 'members');
  }
  return all;
}

/** Members of one hand-over: more are handed over in several. */
const membersLimit = 1_000;

async function everybody({ core }: PluginContext, adviserId: string): Promise<AdvisedMember[]> {
  const all: AdvisedMember[] = [];
  for (;;) {
    const after = all.at(-1)?.id;
    const page = await core.memberships.advisedBy(adviserId, { after });
    all.push(...page);
    if (page.length < 100 || all.length >= membersLimit) return all.slice(0, membersLimit);
  }
}

async function nextFindings(
  { store, core, today }: PluginContext,
  fromAdviserId: string,
  toAdviserId: string,
): Promise<PluginFinding[]> {
  const path = ['toAdviserId'];
  const found: PluginFinding[] = [];
  if (toAdviserId === fromAdviserId) found.push({ code: 'guidance.same-adviser', path });
  if (!(await store.get(GuidanceAdviser, toAdviserId))?.active) {
    found.push({ code: 'guidance.adviser-inactive', path });
  } else if (!(await core.memberships.standing(toAdviserId, today))?.isAdviser) {
    found.push({ code: 'guidance.not-an-adviser', path });
  }
  return found;
}

function memberFindings(members: readonly Handed[], advised: ReadonlySet<string>): PluginFinding[] {
  if (members.length === 0) return [{ code: 'guidance.nobody-to-hand-over', path: ['members'] }];
  return members.flatMap(({ memberId }, i) =>
    advised.has(memberId) ? [] : [{ code: 'guidance.not-advised', path: ['members', String(i)] }],
  );
}

@InputType({ description: 'A hand-over that is called off.' })
export class GuidanceCancelHandOverInput {
  @Field(() => ID, { description: 'The hand-over.' })
  id: string;
}

/** Before its day. */
export async function cancelHandOver(
  ctx: PluginContext,
  { id: globalId }: GuidanceCancelHandOverInput,
): Promise<Attempted<GuidanceHandOver>> {
  ctx.require('guidance.advise');
  const id = localId('GuidanceHandOver', globalId, 'id');
  return ctx.attempt({ action: 'guidance.cancel-hand-over' }, async (inside) => {
    const order = await locked(inside, GuidanceHandOver, id);
    requireFor(inside, 'guidance.advise', order.fromAdviserId);
    const begun = order.status !== HandOverStatus.PLANNED || order.onDay <= inside.today;
    const change = { status: HandOverStatus.CANCELLED };
    return {
      findings: begun ? [{ code: 'guidance.hand-over-begun', path: ['id'] }] : [],
      write: async () => (await inside.store.update(GuidanceHandOver, id, change)) ?? order,
    };
  });
}
