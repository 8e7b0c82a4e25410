import {
  declined,
  globalId,
  insertOnce,
  locked,
  type PluginContext,
  type PluginFinding,
  type Sentence,
  StepRefusal,
  type ToolContext,
  tool,
} from 'gezel/sdk';
import { CommunityNeed, CommunitySupport, NeedStatus } from './need.entity.js';
import { openFindings } from './needs.js';
import { memberOf, remember } from './steps.js';
import { countAndWeigh } from './weigh.js';

const { ASKED, PLANNED, MET, MERGED } = NeedStatus;

const codePattern = '^[a-z][a-z0-9-]{0,62}$';

export interface AskInput {
  readonly need?: string;
  readonly title?: string;
  readonly body?: string;
  readonly practice?: string;
}

/**
 * Puts what an assignment needed and no tool met in the register of needs. Under its code the need is
 * one for all: whoever lacks it next supports it, for the practice of their activity.
 */
export const askTool = tool<AskInput, null>({
  name: 'community.ask',
  title: {
    ...{ nl: 'Vraag aan de gemeenschap', fr: 'Demande à la communauté' },
    ...{ en: 'Ask the community', de: 'Frage an die Gemeinschaft' },
  },
  description: 'Asks the co-operative for what no tool of it meets: in the register of needs.',
  permission: 'community.take-part',
  forUnmet: true,
  input: {
    type: 'object',
    additionalProperties: false,
    anyOf: [{ required: ['need'] }, { required: ['title', 'body'] }],
    properties: {
      need: {
        ...{ type: 'string', pattern: codePattern },
        description: 'Code of what is lacking, as the plan names it.',
      },
      title: { type: 'string', minLength: 1, maxLength: 200, description: 'In a line.' },
      body: { type: 'string', minLength: 1, maxLength: 10_000, description: 'In full.' },
      practice: {
        ...{ type: 'string', pattern: codePattern },
        description: 'For which practice; that of the activity when absent.',
      },
    },
  },

  propose: async (ctx, { unmet = [] }) => {
    const offers: AskInput[] = [];
    let against = { code: 'community.nothing-unmet' };
    for (const need of unmet) {
      const [found] = await findings(ctx, await standing(ctx, need));
      if (found === undefined) offers.push({ need });
      else against = found;
    }
    return offers.length > 0 ? offers : declined(against.code);
  },

  plan: async (ctx, input) => {
    const { currency } = await activityOf(ctx);
    const there = await standing(ctx, input.need);
    return { costMinor: 0n, currency, findings: await findings(ctx, there), plan: null };
  },

  start: async (ctx, input) => {
    const memberId = memberOf(ctx);
    const { sector } = await activityOf(ctx);
    const need = await held(ctx, input);
    const against = await findings(ctx, need);
    if (against.length > 0) throw new StepRefusal(against);
    const practice = input.practice ?? sector;
    const support = { id: ctx.stepId, needId: need.id, memberId, practice };
    await ctx.store.insert(CommunitySupport, support);
    await countAndWeigh(ctx, need);
    return { reference: globalId('CommunityNeed', need.id), state: 'DONE' };
  },

  /** The need stays, as it does when somebody no longer supports it. */
  cancel: async (ctx) => {
    const { store, stepId } = ctx;
    const support = await store.get(CommunitySupport, stepId);
    const need = support && (await store.lock(CommunityNeed, support.needId));
    if (!need || !(await store.remove(CommunitySupport, stepId))) return;
    await countAndWeigh(ctx, need);
  },
});

/** The practice that speaks is that of the activity, which the caller manages. */
const activityOf = (ctx: ToolContext) =>
  ctx.core.require('Activity', ctx.assignment.activityId, 'community.take-part');

/** What stands in the register under a code, or what it was merged into; a need that is met is past. */
async function standing(
  { store }: PluginContext,
  code: string | undefined,
): Promise<CommunityNeed | null> {
  if (code === undefined) return null;
  const newest = { orderBy: { property: 'id', direction: 'desc' }, limit: 1 } as const;
  let [need = null] = await store.find<CommunityNeed>(CommunityNeed, { ofPlans: code }, newest);
  while (need?.status === MERGED) {
    need = await store.get(CommunityNeed, need.mergedIntoId as string);
  }
  return need?.status === MET ? null : need;
}

/** Declined needs are not asked again by a plan; what somebody supports they need not ask for. */
async function findings(
  { store, viewer }: PluginContext,
  need: CommunityNeed | null,
): Promise<PluginFinding[]> {
  if (need === null) return [];
  const closed = openFindings(need, 'need');
  const where = { needId: need.id, memberId: viewer?.memberId ?? null };
  const mine = await store.find(CommunitySupport, where, { limit: 1 });
  if (mine.length === 0) return closed;
  return [...closed, { code: 'community.supported-already', path: ['need'] }];
}

/** The need, locked: the one that stands, or a new one; of two who are first at once one makes it. */
async function held(ctx: ToolContext, input: AskInput): Promise<CommunityNeed> {
  const { store, today: askedOn } = ctx;
  const there = await standing(ctx, input.need);
  if (there !== null) return locked(ctx, CommunityNeed, there.id);
  const id = ctx.newId();
  const title = input.title ?? (input.need as string).replaceAll('-', ' ');
  const body = input.body ?? lacking[ctx.locale].replace('{{need}}', title);
  const begun = { status: ASKED, askedOn, supporters: 0, practices: 0 };
  await insertOnce(store, CommunityNeed, id, { id, title, body, ...begun, ofPlans: input.need });
  const ofPlans = { ofPlans: input.need, status: { in: [ASKED, PLANNED] } };
  const [need] = await store.find(CommunityNeed, input.need ? ofPlans : { id }, { limit: 1 });
  if (need?.id === id) await remember(ctx, id, ASKED);
  return locked(ctx, CommunityNeed, need?.id ?? id);
}

const lacking: Sentence = {
  nl: '“{{need}}”: opdrachten hadden het nodig en geen tool van de coöperatie bood het.',
  fr: '« {{need}} » : des missions en avaient besoin et aucun outil de la coopérative ne l’offrait.',
  en: '“{{need}}”: assignments needed it and no tool of the co-operative offered it.',
  de: '„{{need}}“: Aufträge brauchten es, und kein Werkzeug der Genossenschaft bot es.',
};
