import {
  type AssignmentFacts,
  globalId,
  localId,
  money,
  priceOf,
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
import { type AskedCover, judgeCover, wantedOf } from './wanted-cover.js';

interface CoverInput extends AskedCover {
  readonly subject?: string;
  readonly needId?: string;
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
    },
  },
  propose: async (ctx, facts) => {
    const offers = [...liabilityOf(facts), ...(await needsOn(ctx, facts))];
    if (offers.length > 0) return offers;
    return facts.days.length === 0 ? unsaid('days') : unsaid('amount');
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
    const needId = needOf(input);
    if (needId !== null) await ctx.store.lock(InsuranceNeed, needId);
    // Somebody may have decided on it since the plan.
    const decided = await needFindings(ctx, needId, activityId);
    if (decided.length > 0) throw new StepRefusal(decided);
    const wanted = await wantedIn(ctx, input);
    const valueMinor = wanted.valueMinor ?? BigInt(plan.valueMinor);
    const { policyId, premiumMinor } = plan;
    await requestCover(ctx, {
      ...{ id, stepId: id, requestKey: id, needId, activityId, wanted },
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

async function wantedIn({ core, assignment }: ToolContext, input: CoverInput) {
  const { activityId } = assignment;
  const { currency } = await core.require('Activity', activityId, 'insurance.write');
  return wantedOf(input, currency);
}
