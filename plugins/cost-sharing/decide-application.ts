import {
  type AttemptContext,
  type Attempted,
  addDays,
  CivilDate,
  Field,
  ID,
  InputType,
  Int,
  localId,
  locked,
  type PluginContext,
  type PluginFinding,
  text,
} from 'gezel/sdk';
import { ApplicationStatus, CostSharingApplication } from './application.entity.js';
import { ruleOf, type Shares, shareFindings } from './decide-rule.js';
import { CostSharingRule, RuleStatus } from './rule.entity.js';

const { ASKED, ASSESSED, GRANTED, REFUSED } = ApplicationStatus;

@InputType({ description: 'What one of the staff thinks of an application.' })
export class CostSharingAssessApplicationInput {
  @Field(() => ID, { description: 'The application.' })
  applicationId: string;

  @Field(() => Boolean, { description: 'Whether it should be granted.' })
  inFavour: boolean;

  @Field(() => Int, {
    nullable: true,
    description: 'Thousandths for the activity itself. Without any of the four: as it was asked.',
  })
  userShare?: number | null;

  @Field(() => Int, { nullable: true, description: 'Thousandths for its client.' })
  clientShare?: number | null;

  @Field(() => Int, { nullable: true, description: 'Thousandths for its sector.' })
  sectorShare?: number | null;

  @Field(() => Int, { nullable: true, description: 'Thousandths for the community.' })
  communityShare?: number | null;

  @Field(() => CivilDate, {
    nullable: true,
    description: 'The last day on which it is to hold; needed to grant it.',
  })
  lastDay?: string | null;

  @Field(() => String, { description: 'On what it rests: which body, which agreement.' })
  source: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** Asked → assessed; again while nobody has decided. */
export async function assessApplication(
  ctx: PluginContext,
  { applicationId, inFavour, dryRun, ...input }: CostSharingAssessApplicationInput,
): Promise<Attempted<CostSharingApplication>> {
  ctx.require('cost-sharing.manage');
  const source = text(input.source, 'source', 500);
  const id = localId('CostSharingApplication', applicationId, 'applicationId');
  return ctx.attempt({ action: 'cost-sharing.assess-application', dryRun }, async (inside) => {
    const row = await locked(inside, CostSharingApplication, id);
    const lastDay = inFavour ? (input.lastDay ?? null) : null;
    const shares = inFavour ? sharesOf(input, row) : nothing;
    const open = row.status === ASKED || row.status === ASSESSED;
    return {
      findings: [
        ...(open ? [] : [{ code: 'cost-sharing.not-asked', path: ['applicationId'] }]),
        ...(await strangerFindings(inside, row)),
        ...(inFavour ? [...lastDayFindings(inside, lastDay), ...grantFindings(shares)] : []),
      ],
      write: async () => {
        const assessed = { assessorId: ctx.viewer?.memberId ?? null, assessedAt: inside.now };
        const change = { ...assessed, inFavour, ...shares, lastDay, source, status: ASSESSED };
        return (await inside.store.update(CostSharingApplication, id, change)) ?? row;
      },
    };
  });
}

const names = ['userShare', 'clientShare', 'sectorShare', 'communityShare'] as const;
const nothing = { userShare: null, clientShare: null, sectorShare: null, communityShare: null };

function sharesOf(
  said: Partial<Record<keyof Shares, number | null>>,
  { bearer, share }: CostSharingApplication,
): Shares {
  const zero = { userShare: 0, clientShare: 0, sectorShare: 0, communityShare: 0 };
  if (names.every((name) => said[name] == null)) {
    const asked = bearer === 'SECTOR' ? { sectorShare: share } : { communityShare: share };
    return { ...zero, userShare: 1_000 - share, ...asked };
  }
  const given = names.filter((name) => said[name] != null);
  return { ...zero, ...Object.fromEntries(given.map((name) => [name, said[name] as number])) };
}

function grantFindings(shares: Shares | typeof nothing): PluginFinding[] {
  const whole = shares as Shares;
  const borne = whole.sectorShare + whole.communityShare > 0;
  return [...shareFindings(whole), ...(borne ? [] : [{ code: 'cost-sharing.nothing-borne' }])];
}

function lastDayFindings({ today }: PluginContext, lastDay: string | null): PluginFinding[] {
  const path = ['lastDay'];
  if (lastDay === null) return [{ code: 'cost-sharing.last-day-missing', path }];
  if (lastDay >= today) return [];
  return [{ code: 'cost-sharing.day-has-passed', path, values: { day: lastDay } }];
}

/** Who asked, and whose activity it is, neither assesses nor decides. */
async function strangerFindings(
  { core, viewer }: AttemptContext,
  { applicantId, activityId }: CostSharingApplication,
): Promise<PluginFinding[]> {
  const activity = await core.activity(activityId);
  const theirs = [applicantId, activity?.managerId].includes(viewer?.memberId);
  return theirs ? [{ code: 'cost-sharing.own-application', path: ['applicationId'] }] : [];
}

@InputType({ description: 'A decision about an application that somebody else assessed.' })
export class CostSharingDecideApplicationInput {
  @Field(() => ID, { description: 'The application.' })
  applicationId: string;

  @Field(() => Boolean, {
    description: 'Whether it goes as the assessment says; otherwise it is assessed anew.',
  })
  agree: boolean;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/**
 * Assessed → granted or refused, as the assessment says, or back to asked. What is granted is a rule
 * for this one activity, from today to its last day, which the ledger puts before all others.
 */
export async function decideApplication(
  ctx: PluginContext,
  { applicationId, agree, dryRun }: CostSharingDecideApplicationInput,
): Promise<Attempted<CostSharingApplication>> {
  ctx.require('cost-sharing.decide');
  const id = localId('CostSharingApplication', applicationId, 'applicationId');
  return ctx.attempt({ action: 'cost-sharing.decide-application', dryRun }, async (inside) => {
    const row = await locked(inside, CostSharingApplication, id);
    const path = ['applicationId'];
    const deciderId = ctx.viewer?.memberId ?? null;
    const grants = agree && row.inFavour === true;
    return {
      findings: [
        ...(row.status === ASSESSED ? [] : [{ code: 'cost-sharing.not-assessed', path }]),
        ...(await strangerFindings(inside, row)),
        ...(row.assessorId === deciderId ? [{ code: 'cost-sharing.own-assessment', path }] : []),
        ...(grants ? lastDayFindings(inside, row.lastDay) : []),
      ],
      write: async () => {
        if (!agree) return update(inside, row, { status: ASKED, ...unassessed });
        if (grants) await grant(inside, row, deciderId);
        const status = grants ? GRANTED : REFUSED;
        const { activityId } = row;
        const subject = { type: 'CostSharingApplication', id };
        const type = 'cost-sharing.application-decided';
        inside.emit({ type, subject, activityId, payload: { status } });
        return update(inside, row, { status, deciderId, decidedAt: inside.now });
      },
    };
  });
}

const unassessed = {
  ...{ assessorId: null, assessedAt: null, inFavour: null, ...nothing },
  ...{ lastDay: null, source: null },
};

const update = async (
  { store }: AttemptContext,
  row: CostSharingApplication,
  change: Partial<CostSharingApplication>,
): Promise<CostSharingApplication> =>
  (await store.update(CostSharingApplication, row.id, change)) ?? row;

async function grant(
  { store, core, now, today }: AttemptContext,
  row: CostSharingApplication,
  deciderId: string | null,
): Promise<void> {
  const { userShare, clientShare, sectorShare, communityShare } = row;
  const rule = await store.insert(CostSharingRule, {
    ...{ id: row.id, service: row.service, sector: null, activityId: row.activityId },
    ...{ fromDay: today, untilDay: addDays(row.lastDay as string, 1) },
    ...({ userShare, clientShare, sectorShare, communityShare } as Shares),
    ...{ source: row.source as string, status: RuleStatus.DECIDED },
    ...{ proposerId: row.assessorId as string, proposedAt: row.assessedAt as Date },
    ...{ deciderId, decidedAt: now },
  });
  await core.sharing.decide(ruleOf(rule));
}
