import {
  type AssignmentFacts,
  globalId,
  localId,
  money,
  priceOf,
  type StepContext,
  StepRefusal,
  type ToolContext,
  text,
  tool,
  unsaid,
} from 'gezel/sdk';
import { needFindings, requestCover } from './buy-cover.js';
import { CoverStatus, NeedStatus, Risk } from './codes.js';
import { InsuranceCover } from './cover.entity.js';
import { giveBack } from './insurer.providers.js';
import { InsuranceNeed } from './need.entity.js';
import type { Wanted } from './premium.js';
import { thingsOf } from './tell-cover.js';
import { needOfThing, offersFor } from './things.js';
import { type AskedCover, judgeCover, wantedOf } from './wanted-cover.js';

interface CoverInput extends AskedCover {
  readonly subject?: string;
  readonly needId?: string;
  /** The name of a step. */
  readonly thing?: string;
  readonly things?: readonly string[];
}

/** What was promised while planning is what is charged, whatever the tariff says meanwhile. */
interface CoverPlan {
  readonly policyId: string;
  /** Minor units as text, for a plan is JSON. */
  readonly premiumMinor: string;
  readonly valueMinor: string;
}

/** Insures something for the days of an assignment; done once the insurer has confirmed it. */
export const coverTool = tool<CoverInput, CoverPlan | null>({
  name: 'insurance.cover',
  title: { nl: 'Verzekeren', fr: 'Assurer', en: 'Insure', de: 'Versichern' },
  description: 'Insures equipment, a vehicle, liability, people or the work itself, by the day.',
  permission: 'insurance.write',
  meets: ['insurance'],
  input: {
    type: 'object',
    required: ['risk', 'from', 'until'],
    additionalProperties: false,
    properties: {
      risk: { type: 'string', enum: Object.values(Risk), description: 'Against what.' },
      from: { type: 'string', format: 'date', description: 'First day of the cover.' },
      until: { type: 'string', format: 'date', description: 'Last day, included.' },
      value: {
        type: 'string',
        format: 'decimal',
        description:
          'What it is worth, in the activity’s currency, e.g. "25000.00"; absent: a policy by the day ' +
          'insures it as far as it goes.',
      },
      subject: { type: 'string', maxLength: 200, description: 'What; the assignment when absent.' },
      needId: { type: 'string', format: 'id', description: 'The need that it answers, if any.' },
      thing: {
        ...{ type: 'string', format: 'step' },
        description: 'The step whose thing it insures, once it is there, e.g. "mobility.van#1".',
      },
      things: {
        ...{ type: 'array', maxItems: 100, items: { type: 'string', format: 'id' } },
        description:
          'Ids of things that are there already: their lists then show that they are covered.',
      },
    },
  },
  propose: async (ctx, facts) => {
    const offers = [...liabilityOf(facts), ...(await needsOn(ctx, facts))];
    if (offers.length > 0) return offers;
    return facts.days.length === 0 ? unsaid('days') : unsaid('amount');
  },

  proposeFor: async (ctx, things) => {
    const { currency } = await ownActivity(ctx);
    return offersFor(ctx.store, things, currency);
  },

  plan: async (ctx, input) => {
    const wanted = await wantedIn(ctx, input);
    const { currency } = wanted;
    const { findings, quoted } = await judgeCover(ctx, wanted);
    findings.push(...(await needFindings(ctx, needOf(input), ctx.assignment.activityId)));
    if (quoted === undefined || findings.length > 0) {
      return { costMinor: 0n, currency, findings, plan: null };
    }
    const { policy, premiumMinor: costMinor } = quoted;
    const valueMinor = String(quoted.valueMinor);
    const plan = { policyId: policy.id, premiumMinor: String(costMinor), valueMinor };
    const cashFlow = priceOf('insurance.cover', costMinor, ctx.today);
    return { costMinor, currency, findings, plan, cashFlow };
  },

  start: async (ctx, input, plan) => {
    if (plan === null) throw new Error('Only a planned step can start.');
    const id = ctx.stepId;
    const { activityId } = ctx.assignment;
    const wanted = await wantedIn(ctx, input);
    const brought = await needBrought(ctx, input, wanted);
    // Somebody has insured the thing by hand, or decided that nobody does.
    if (brought === null) return { reference: null, state: 'DONE' };
    const needId = brought ?? needOf(input);
    if (needId !== null) await ctx.store.lock(InsuranceNeed, needId);
    // Somebody may have decided on it since the plan.
    const decided = await needFindings(ctx, needId, activityId);
    if (decided.length > 0) throw new StepRefusal(decided);
    const valueMinor = wanted.valueMinor ?? BigInt(plan.valueMinor);
    const { policyId, premiumMinor } = plan;
    await requestCover(ctx, {
      ...{ id, stepId: id, requestKey: id, needId, activityId, wanted },
      things: thingsOf(input.things ?? [], 'things'),
      subject: text(input.subject ?? ctx.assignment.title.slice(0, 200), 'subject'),
      quoted: { policy: { id: policyId }, premiumMinor: BigInt(premiumMinor), valueMinor },
    });
    return { reference: globalId('InsuranceCover', id), state: 'WAITING' };
  },

  cancel: async (ctx, _input, reference) => {
    if (reference === null) return;
    const cover = await ctx.store.lock(InsuranceCover, localId('InsuranceCover', reference));
    if (cover === null || !cancellable.includes(cover.status)) return;
    await ctx.providers.cancel(cover.id);
    await giveBack(ctx, cover, CoverStatus.CANCELLED);
  },
});

const cancellable = [CoverStatus.REQUESTED, CoverStatus.ACTIVE];

/** The damage that may be done to others by the work, up to what the work is worth. */
function liabilityOf({ days, amountMinor, currency }: AssignmentFacts) {
  const [from, until] = [days[0], days.at(-1)];
  if (from === undefined || until === undefined || amountMinor === null) return [];
  return [{ risk: Risk.LIABILITY, from, until, value: money(amountMinor, currency).amount }];
}

/** What is known to need a cover on one of these days; of which nobody said the value, without it. */
async function needsOn({ store, today, assignment }: ToolContext, facts: AssignmentFacts) {
  const [first, last] = [facts.days[0], facts.days.at(-1)];
  if (first === undefined || last === undefined) return [];
  const open = await store.find(
    InsuranceNeed,
    {
      ...{ activityId: assignment.activityId, status: NeedStatus.OPEN },
      ...{ fromDay: { from: today, upTo: last }, untilDay: { from: first } },
    },
    { orderBy: { property: 'id', direction: 'asc' }, limit: 20 },
  );
  return open.map(({ id, risk, fromDay, untilDay, valueMinor }) => ({
    ...{ risk, from: fromDay, until: untilDay, needId: globalId('InsuranceNeed', id) },
    ...(valueMinor !== null && { value: money(valueMinor, facts.currency).amount }),
  }));
}

const needOf = ({ needId }: CoverInput): string | null =>
  needId === undefined ? null : localId('InsuranceNeed', needId, 'needId');

/** The need of what the step that it names has made; undefined: it names none, or made nothing. */
async function needBrought(
  ctx: StepContext,
  { thing, needId }: CoverInput,
  { risk, from, until, valueMinor }: Wanted,
): Promise<string | null | undefined> {
  const made = thing === undefined || needId !== undefined ? null : ctx.done[thing];
  if (made == null) return undefined;
  return needOfThing(ctx, made, { risk, fromDay: from, untilDay: until, valueMinor });
}

const wantedIn = async (ctx: ToolContext, input: CoverInput): Promise<Wanted> =>
  wantedOf(input, (await ownActivity(ctx)).currency);

const ownActivity = ({ core, assignment }: ToolContext) =>
  core.require('Activity', assignment.activityId, 'insurance.write');
