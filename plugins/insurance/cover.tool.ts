import { globalId, localId, type ToolContext, text, tool } from 'gezel/sdk';
import { requestCover } from './buy-cover.js';
import { CoverStatus, Risk } from './codes.js';
import { InsuranceCover } from './cover.entity.js';
import { giveBack } from './insurer.providers.js';
import { type AskedCover, judgeCover, wantedOf } from './wanted-cover.js';

interface CoverInput extends AskedCover {
  readonly subject?: string;
}

/** What was promised while planning is what is charged, whatever the tariff says meanwhile. */
interface CoverPlan {
  readonly policyId: string;
  /** Minor units as text, for a plan is JSON. */
  readonly premiumMinor: string;
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
    required: ['risk', 'from', 'until', 'value'],
    additionalProperties: false,
    properties: {
      risk: { type: 'string', enum: Object.values(Risk), description: 'Against what.' },
      from: { type: 'string', format: 'date', description: 'First day of the cover.' },
      until: { type: 'string', format: 'date', description: 'Last day, included.' },
      value: {
        type: 'string',
        format: 'decimal',
        description: 'What it is worth, in the activity’s currency, e.g. "25000.00".',
      },
      subject: { type: 'string', maxLength: 200, description: 'What; the assignment when absent.' },
    },
  },
  // The damage that may be done to others while the work is done, up to what the work is worth.
  propose: async (_ctx, { days, amountMinor }) => {
    const [from, until] = [days[0], days.at(-1)];
    if (from === undefined || until === undefined || amountMinor === null) return null;
    const units = String(amountMinor).padStart(3, '0');
    const value = `${units.slice(0, -2)}.${units.slice(-2)}`;
    return { risk: Risk.LIABILITY, from, until, value };
  },

  plan: async (ctx, input) => {
    const wanted = await wantedIn(ctx, input);
    const { currency } = wanted;
    const { findings, quoted } = await judgeCover(ctx, wanted);
    if (quoted === undefined || findings.length > 0) {
      return { costMinor: 0n, currency, findings, plan: null };
    }
    const { policy, premiumMinor: costMinor } = quoted;
    const plan = { policyId: policy.id, premiumMinor: String(costMinor) };
    return { costMinor, currency, findings, plan };
  },

  start: async (ctx, input, plan) => {
    if (plan === null) throw new Error('Only a planned step can start.');
    const id = ctx.stepId;
    await requestCover(ctx, {
      ...{ id, stepId: id, requestKey: id, needId: null },
      activityId: ctx.assignment.activityId,
      subject: text(input.subject ?? ctx.assignment.title.slice(0, 200), 'subject'),
      wanted: await wantedIn(ctx, input),
      quoted: { policy: { id: plan.policyId }, premiumMinor: BigInt(plan.premiumMinor) },
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

async function wantedIn({ core, assignment }: ToolContext, input: CoverInput) {
  const { activityId } = assignment;
  const { currency } = await core.require('Activity', activityId, 'insurance.write');
  return wantedOf(input, currency);
}
