import {
  aboveZero,
  calendarDay,
  changeable,
  globalId,
  localId,
  minorOf,
  money,
  ofAssignment,
  type PluginFinding,
  type PluginStore,
  priceOf,
  type ToolContext,
  tool,
} from 'gezel/sdk';
import {
  CertificateStatus,
  PerformingArtsInsuranceCertificate,
  type PerformingArtsInsuranceOffer,
} from './insurance.entity.js';
import { PerformingArtsProduction } from './production.entity.js';
import { type Cover, daysOf, offerFor, premiumMinor } from './tour-insurance.premium.js';

export interface TourInsuranceInput {
  readonly productionId: string;
  readonly from: string;
  readonly until: string;
  readonly value: string;
}

/** What was promised while planning is what is charged, whatever the tariff says meanwhile. */
interface TourInsurancePlan {
  readonly offerId: string;
  /** Minor units as text, for a plan is JSON. */
  readonly premiumMinor: string;
}

/** Insures what goes on tour: set, instruments, costumes. */
export const tourInsurance = tool<TourInsuranceInput, TourInsurancePlan | null>({
  name: 'performing-arts.tour-insurance',
  title: {
    nl: 'Tournee verzekeren',
    fr: 'Assurer une tournée',
    en: 'Insure a tour',
    de: 'Tournee versichern',
  },
  description: 'Insures what travels with a production, by the day and by its value.',
  permission: 'performing-arts.write',
  meets: ['insurance'],
  after: ['performing-arts.tour'],
  input: {
    type: 'object',
    required: ['productionId', 'from', 'until', 'value'],
    additionalProperties: false,
    properties: {
      productionId: { type: 'string', format: 'id', description: 'The production.' },
      from: { type: 'string', format: 'date', description: 'First day of the cover.' },
      until: { type: 'string', format: 'date', description: 'Last day, included.' },
      value: {
        type: 'string',
        format: 'decimal',
        description: 'What is insured, in the activity’s currency, e.g. "25000.00".',
      },
    },
  },

  // The newest production, which a tour is proposed for too, where it is known what travels with it.
  propose: async (ctx, { days, currency }) => {
    const { store, assignment, config, today } = ctx;
    const [from, until] = [days[0], days.at(-1)];
    if (from === undefined || until === undefined || from < today) return null;
    const { activityId } = assignment;
    const newest = { property: 'id', direction: 'desc' } as const;
    const own = { orderBy: newest, limit: 1 };
    const [production] = await store.find(PerformingArtsProduction, { activityId }, own);
    const valueMinor = production?.valueOnTourMinor ?? null;
    if (production?.currency !== currency || valueMinor === null) return null;
    const cover = { from, until, valueMinor, currency };
    if (daysOf(cover) > (config.longestCoverDays as number)) return null;
    if ((await offerFor(store, cover)) === undefined) return null;
    if (await isCovered(store, production.id, cover)) return null;
    const productionId = globalId('PerformingArtsProduction', production.id);
    return { productionId, from, until, value: money(valueMinor, currency).amount };
  },

  plan: async (ctx, input) => {
    const cover = await coverOf(ctx, input);
    const offer = await offerFor(ctx.store, cover);
    const findings = coverFindings(ctx, cover, offer);
    if (offer === undefined || findings.length > 0) {
      return { costMinor: 0n, currency: cover.currency, findings, plan: null };
    }
    const costMinor = premiumMinor(offer, cover);
    const plan = { offerId: offer.id, premiumMinor: String(costMinor) };
    const cashFlow = priceOf('performing-arts.tour-insurance', costMinor, ctx.today);
    return { costMinor, currency: cover.currency, findings, plan, cashFlow };
  },

  start: async (ctx, input, plan) => {
    // The certificate's id is the step's, so a step has one certificate and one charge at most.
    const id = ctx.stepId;
    if (plan === null) throw new Error('Only a planned step can start.');
    const { from, until, valueMinor, currency } = await coverOf(ctx, input);
    const { activityId } = ctx.assignment;
    const premium = BigInt(plan.premiumMinor);
    await ctx.core.charge({
      ...{ key: id, activityId, amountMinor: premium, currency },
      service: 'performing-arts.tour-insurance',
      source: { type: 'PerformingArtsInsuranceCertificate', id },
    });
    await ctx.store.insert(PerformingArtsInsuranceCertificate, {
      ...{ id, activityId, offerId: plan.offerId, valueMinor, premiumMinor: premium, currency },
      productionId: localId('PerformingArtsProduction', input.productionId, 'productionId'),
      ...{ fromDay: from, untilDay: until, status: CertificateStatus.ACTIVE },
    });
    return { reference: globalId('PerformingArtsInsuranceCertificate', id), state: 'DONE' };
  },

  cancel: async (ctx, _input, reference) => {
    if (reference === null) return;
    const id = localId('PerformingArtsInsuranceCertificate', reference);
    await ctx.core.refund(id);
    const status = CertificateStatus.VOID;
    await ctx.store.update(PerformingArtsInsuranceCertificate, id, { status });
  },
});

/** Whether a certificate covers as much on all of these days. */
async function isCovered(
  store: PluginStore,
  productionId: string,
  { from, until, valueMinor }: Cover,
): Promise<boolean> {
  const [covers] = await store.find(
    PerformingArtsInsuranceCertificate,
    {
      ...{ productionId, status: CertificateStatus.ACTIVE, valueMinor: { from: valueMinor } },
      ...{ fromDay: { upTo: from }, untilDay: { from: until } },
    },
    { limit: 1 },
  );
  return covers !== undefined;
}

/** What is to be covered; a production of another activity is NOT_FOUND, nonsense is bad input. */
async function coverOf(ctx: ToolContext, input: TourInsuranceInput): Promise<Cover> {
  const { productionId, from, until, value } = input;
  const { activityId } = ctx.assignment;
  const production = await changeable(ctx, PerformingArtsProduction, productionId, {
    permission: 'performing-arts.write',
    path: 'productionId',
  });
  ofAssignment(production, ctx.assignment, 'productionId');
  calendarDay(from, 'from');
  calendarDay(until, 'until');
  const { currency } = await ctx.core.require('Activity', activityId, 'performing-arts.write');
  const valueMinor = aboveZero(minorOf(value, currency, 'value'), 'value');
  return { from, until, valueMinor, currency };
}

function coverFindings(
  { today, config }: ToolContext,
  cover: Cover,
  offer: PerformingArtsInsuranceOffer | undefined,
): PluginFinding[] {
  const { from, until } = cover;
  const found: PluginFinding[] = [];
  const limit = config.longestCoverDays as number;
  if (from < today) {
    found.push({ code: 'performing-arts.cover-in-the-past', path: ['from'], values: { from } });
  }
  if (until < from) {
    const values = { from, until };
    found.push({ code: 'performing-arts.cover-ends-early', path: ['until'], values });
  } else if (daysOf(cover) > limit) {
    const values = { days: daysOf(cover), limit };
    found.push({ code: 'performing-arts.cover-too-long', path: ['until'], values });
  }
  if (offer === undefined) {
    found.push({ code: 'performing-arts.no-insurance-offer', path: ['value'], values: { from } });
  }
  return found;
}
