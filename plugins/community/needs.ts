import {
  type Attempted,
  badInput,
  CivilDate,
  code,
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
import { CommunityNeed, CommunitySupport, CommunityWeighting, NeedStatus } from './need.entity.js';
import { memberOf, moveFindings, onRow, remember, type Ways } from './steps.js';
import { countAndWeigh } from './weigh.js';

const { ASKED, PLANNED, MET, DECLINED, MERGED } = NeedStatus;

@InputType({ description: 'What the caller asks of the co-operative.' })
export class CommunityAskNeedInput {
  @Field(() => String, { description: 'In a line.' })
  title: string;

  @Field(() => String, { description: 'In full: up to 10,000 characters.' })
  body: string;

  @Field(() => String, { description: 'Code of the practice for which they ask; "general": all.' })
  practice: string;
}

/** Who asks supports it: what is kept of them is that, and not that they came first. */
export async function askNeed(
  ctx: PluginContext,
  input: CommunityAskNeedInput,
): Promise<Attempted<CommunityNeed>> {
  const memberId = memberOf(ctx);
  const card = { title: text(input.title, 'title'), body: text(input.body, 'body', 10_000) };
  const practice = code(input.practice, 'practice');
  return ctx.attempt({ action: 'community.ask-need' }, async (inside) => ({
    findings: [],
    write: async () => {
      const { store, today: askedOn } = inside;
      const begun = { status: ASKED, askedOn, supporters: 0, practices: 0 };
      const need = await store.insert(CommunityNeed, { ...card, ...begun });
      await store.insert(CommunitySupport, { needId: need.id, memberId, practice });
      await remember(inside, need.id, ASKED);
      return countAndWeigh(inside, need);
    },
  }));
}

@InputType({ description: 'Whether the caller asks for something too.' })
export class CommunitySupportNeedInput {
  @Field(() => ID, { description: 'The need.' })
  id: string;

  @Field(() => String, {
    nullable: true,
    description: 'Code of the practice for which they speak; null: they support it no longer.',
  })
  practice?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

export function supportNeed(
  ctx: PluginContext,
  input: CommunitySupportNeedInput,
): Promise<Attempted<CommunityNeed>> {
  const memberId = memberOf(ctx);
  const practice = input.practice == null ? null : code(input.practice, 'practice');
  return onRow(ctx, CommunityNeed, 'community.support-need', input, async (inside, need) => {
    const { store } = inside;
    const findings = openFindings(need);
    const where = { needId: need.id, memberId };
    const [mine] = await store.find(CommunitySupport, where, { limit: 1 });
    if (practice !== null && mine !== undefined) {
      findings.push({ code: 'community.supported-already', path: ['id'] });
    }
    if (practice === null && mine === undefined) {
      findings.push({ code: 'community.not-supported', path: ['id'] });
    }
    return {
      findings,
      write: async () => {
        if (practice !== null) await store.insert(CommunitySupport, { ...where, practice });
        else if (mine !== undefined) await store.remove(CommunitySupport, mine.id);
        return countAndWeigh(inside, need);
      },
    };
  });
}

export const openFindings = ({ status }: CommunityNeed, path = 'id'): PluginFinding[] =>
  status === ASKED || status === PLANNED ? [] : [{ code: 'community.need-closed', path: [path] }];

@InputType({ description: 'A need that is the same as another.' })
export class CommunityMergeNeedInput {
  @Field(() => ID, { description: 'The one that goes.' })
  id: string;

  @Field(() => ID, { description: 'The one that stays, with the supporters of both.' })
  intoId: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** Both are locked, in the order of their ids; who supports both counts once. */
export async function mergeNeed(
  ctx: PluginContext,
  { id: globalId, intoId, dryRun }: CommunityMergeNeedInput,
): Promise<Attempted<CommunityNeed>> {
  ctx.require('community.manage');
  const id = localId('CommunityNeed', globalId, 'id');
  const into = localId('CommunityNeed', intoId, 'intoId');
  if (id === into) throw badInput('Two needs are expected.', 'intoId');
  return ctx.attempt({ action: 'community.merge-need', dryRun }, async (inside) => {
    const held = new Map<string, CommunityNeed>();
    for (const one of [id, into].sort()) held.set(one, await locked(inside, CommunityNeed, one));
    const [need, other] = [held.get(id), held.get(into)] as [CommunityNeed, CommunityNeed];
    return {
      findings: [...openFindings(need), ...openFindings(other, 'intoId')],
      write: async () => {
        await moveSupports(inside, id, into);
        const change = {
          status: MERGED,
          mergedIntoId: into,
          supporters: 0,
          practices: 0,
          points: 0,
        };
        await inside.store.update(CommunityNeed, id, change);
        await remember(inside, id, MERGED);
        const [askedOn] = [need.askedOn, other.askedOn].sort();
        const older = await inside.store.update(CommunityNeed, into, { askedOn });
        return countAndWeigh(inside, older ?? other);
      },
    };
  });
}

async function moveSupports({ store }: PluginContext, from: string, into: string): Promise<void> {
  for (;;) {
    const page = await store.find(CommunitySupport, { needId: from });
    for (const { id, memberId } of page) {
      const there =
        memberId === null ? [] : await store.find(CommunitySupport, { needId: into, memberId });
      if (there.length > 0) await store.remove(CommunitySupport, id);
      else await store.update(CommunitySupport, id, { needId: into });
    }
    if (page.length < 100) return;
  }
}

@InputType({ description: 'What becomes of a need.' })
export class CommunityMoveNeedInput {
  @Field(() => ID, { description: 'The need.' })
  id: string;

  @Field(() => NeedStatus, { description: 'How it stands from now on.' })
  status: NeedStatus;

  @Field(() => String, {
    nullable: true,
    description: 'Why: needed to decline; up to 2,000 characters.',
  })
  reason?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

export function moveNeed(
  ctx: PluginContext,
  input: CommunityMoveNeedInput,
): Promise<Attempted<CommunityNeed>> {
  ctx.require('community.manage');
  const { status: to } = input;
  const reason = text(input.reason ?? null, 'reason', 2_000);
  return onRow(ctx, CommunityNeed, 'community.move-need', input, async (inside, need) => ({
    findings: moveFindings(ways, { from: need.status, to, reason }, [DECLINED]),
    write: async () => {
      await remember(inside, need.id, to, reason);
      const subject = { type: 'CommunityNeed', id: need.id };
      inside.emit({ type: 'community.need-moved', subject, payload: { status: to } });
      return (await inside.store.update(CommunityNeed, need.id, { status: to })) ?? need;
    },
  }));
}

const ways: Ways<NeedStatus> = {
  [ASKED]: [PLANNED, MET, DECLINED],
  [PLANNED]: [ASKED, MET, DECLINED],
  [MET]: [],
  [DECLINED]: [ASKED],
  [MERGED]: [],
};

@InputType({ description: 'How needs are weighed from a day on.' })
export class CommunitySetWeightingInput {
  @Field(() => Int, { description: 'Points for each supporter: 0 to 1,000.' })
  perSupporter: number;

  @Field(() => Int, { description: 'Points for each practice that asks for it: 0 to 1,000.' })
  perPractice: number;

  @Field(() => Int, { description: 'Points for each whole month of waiting: 0 to 1,000.' })
  perMonth: number;

  @Field(() => Int, { description: 'Months of waiting that count at most: 0 to 600.' })
  monthsAtMost: number;

  @Field(() => CivilDate, { description: 'The first day: today or later.' })
  from: string;

  @Field(() => String, { description: 'Who decided it, where and when.' })
  source: string;
}

/** What held before stays as it was: a weighting is never changed, another begins. */
export async function setWeighting(
  ctx: PluginContext,
  input: CommunitySetWeightingInput,
): Promise<Attempted<CommunityWeighting>> {
  ctx.require('community.manage');
  const { perSupporter, perPractice, perMonth, monthsAtMost, from: fromDay } = input;
  const points = { perSupporter, perPractice, perMonth };
  for (const [path, value] of Object.entries({ ...points, monthsAtMost })) {
    const most = path === 'monthsAtMost' ? 600 : 1_000;
    if (value < 0 || value > most) throw badInput(`0 to ${most} are expected.`, path);
  }
  const row = { ...points, monthsAtMost, fromDay, demonstration: false };
  const source = text(input.source, 'source', 500);
  return ctx.attempt({ action: 'community.set-weighting' }, async (inside) => {
    const { store, today } = inside;
    const findings: PluginFinding[] = [];
    if (fromDay < today) findings.push({ code: 'community.day-has-passed', path: ['from'] });
    if ((await store.find(CommunityWeighting, { fromDay }, { limit: 1 })).length > 0) {
      findings.push({ code: 'community.weighting-there', path: ['from'] });
    }
    return {
      findings,
      write: async () => {
        const made = await store.insert(CommunityWeighting, { ...row, source });
        const subject = { type: 'CommunityWeighting', id: made.id };
        inside.emit({ type: 'community.weighting-set', subject, payload: { day: today } });
        return made;
      },
    };
  });
}
