import type { DemoActivity, PluginContext, PluginSeeds, Sentence } from 'gezel/sdk';
import { PerformingArtsActivity } from './activity.entity.js';
import { PerformingArtsDayKind } from './day-kind.entity.js';
import { DealKind, DealStatus, SettlementStatus, TicketSeller } from './deal.codes.js';
import { PerformingArtsDeal, PerformingArtsDealDate } from './deal.entity.js';
import { PerformingArtsInsuranceOffer } from './insurance.entity.js';
import { PerformanceStatus, PerformingArtsPerformance } from './performance.entity.js';
import { PerformingArtsProduction } from './production.entity.js';
import { PerformingArtsRider } from './rider.entity.js';
import {
  PerformingArtsRightsDeclaration,
  PerformingArtsRightsTariff,
  RightsBase,
  RightsStatus,
} from './rights.entity.js';
import { dueUnder } from './rights-ground.js';
import { PerformingArtsSettlement } from './settlement.entity.js';
import { settle } from './settlement.js';
import { PerformingArtsSubsidyScheme } from './subsidy.entity.js';
import { PerformingArtsTour } from './tour.entity.js';
import { PerformingArtsVenue } from './venue.entity.js';

/** Deterministic and safe to repeat: fixed ids, and what is there stays as somebody changed it. */
export const seeds: PluginSeeds = {
  reference: async (ctx) => {
    await seedDayKinds(ctx);
    await seedInsuranceOffers(ctx);
    await seedSubsidySchemes(ctx);
    await seedRightsTariffs(ctx);
  },
  demo: async (ctx, activities) => {
    const own = activities.filter(({ sector }) => sector === 'performing-arts');
    if (own.length > 0) await seedDemonstrationTerms(ctx);
    for (const [i, activity] of own.entries()) await seedTour(ctx, activity, i + 1);
  },
};

/** The first kinds of the open list; the working-time rules know these codes. */
const dayKinds: Readonly<Record<string, Sentence>> = {
  rehearsal: { nl: 'repetitie', fr: 'répétition', en: 'rehearsal', de: 'Probe' },
  'general-rehearsal': {
    nl: 'generale repetitie',
    fr: 'répétition générale',
    en: 'general rehearsal',
    de: 'Generalprobe',
  },
  performance: { nl: 'voorstelling', fr: 'représentation', en: 'performance', de: 'Vorstellung' },
  festival: { nl: 'festival', fr: 'festival', en: 'festival', de: 'Festival' },
  tour: {
    nl: 'reisvoorstelling',
    fr: 'représentation en tournée',
    en: 'performance on tour',
    de: 'Gastspiel',
  },
  workshop: { nl: 'workshop', fr: 'atelier', en: 'workshop', de: 'Workshop' },
  residency: { nl: 'residentie', fr: 'résidence', en: 'residency', de: 'Residenz' },
  'compensatory-rest': {
    nl: 'inhaalrust',
    fr: 'repos compensatoire',
    en: 'compensatory rest',
    de: 'Ausgleichsruhe',
  },
  travel: { nl: 'reisdag', fr: 'voyage', en: 'day of travel', de: 'Reisetag' },
};

async function seedDayKinds({ store }: PluginContext): Promise<void> {
  for (const [code, titles] of Object.entries(dayKinds)) {
    if ((await store.get(PerformingArtsDayKind, code)) === null) {
      await store.insert(PerformingArtsDayKind, { code, titles });
    }
  }
}

/**
 * No insurer has published a tariff that could stand here, so these rows are made up, say so, and
 * are replaced by the co-operative's own: `performingArtsSetInsuranceOffer`.
 */
const demonstrationTariff = {
  insurer: 'Demonstration insurer',
  currency: 'EUR',
  fromDay: '2020-01-01',
  source: 'demonstration tariff',
  demonstration: true,
} as const;

async function seedInsuranceOffers({ store }: PluginContext): Promise<void> {
  const brackets = [
    { id: seedId('offer', 1), coverUpToMinor: 1_000_000n, premiumPerDayMinor: 400n },
    { id: seedId('offer', 2), coverUpToMinor: 5_000_000n, premiumPerDayMinor: 1_500n },
    { id: seedId('offer', 3), coverUpToMinor: 25_000_000n, premiumPerDayMinor: 6_000n },
  ];
  for (const bracket of brackets) {
    if ((await store.get(PerformingArtsInsuranceOffer, bracket.id)) === null) {
      await store.insert(PerformingArtsInsuranceOffer, { ...demonstrationTariff, ...bracket });
    }
  }
}

/** What a decree said while it held; how a funder pays now is for the co-operative to enter. */
async function seedSubsidySchemes({ store }: PluginContext): Promise<void> {
  const id = seedId('scheme', 1);
  if ((await store.get(PerformingArtsSubsidyScheme, id)) !== null) return;
  await store.insert(PerformingArtsSubsidyScheme, {
    ...{ id, code: 'vl-project-2013', funder: 'Vlaamse Gemeenschap', currency: 'EUR' },
    ...{ advanceBps: 9_000, atOnceMinor: 700_000n, reportMonths: 3, longestMonths: 36 },
    ...{ abroadAdvanceBps: 7_000, duties: 'The logo of the Flemish authorities is shown.' },
    functions: ['development', 'production', 'presentation', 'participation', 'reflection'],
    disciplines: ['visual-arts', 'performing-arts', 'music', 'architecture-and-design'],
    reportPieces: ['activities', 'staff', 'budget'],
    ...{ fromDay: '2016-01-01', untilDay: '2023-01-01' },
    source:
      'Kunstendecreet of 13 December 2013: https://www.vlaanderen.be/cjm/nl/cultuur/kunsten/' +
      'subsidies/subsidies-voor-2022-kd-2013/projectsubsidies-2016-2022',
  });
}

/**
 * Theatre at Sabam: the parts are in a brochure of long ago, the minimum a performance is not known.
 * It is marked so, and finance records the tariff that holds: `performingArtsSetRightsTariff`.
 */
async function seedRightsTariffs({ store }: PluginContext): Promise<void> {
  const id = seedId('tariff', 2);
  if ((await store.get(PerformingArtsRightsTariff, id)) !== null) return;
  await store.insert(PerformingArtsRightsTariff, {
    ...{ id, society: 'sabam-theatre', currency: 'EUR', fromDay: '2020-01-01', toConfirm: true },
    ...{ shareBps: 1_100, subsidisedShareBps: 1_320, minimumMinor: null },
    source: 'Sabam, theatre brochure, undated: https://www.yumpu.com/nl/document/view/51018634',
  });
}

/** Made up for the demonstration: no funder and no society has these terms. */
async function seedDemonstrationTerms({ store }: PluginContext): Promise<void> {
  const shared = { currency: 'EUR', fromDay: '2026-01-01', source: 'demonstration tariff' };
  const [scheme, tariff] = [seedId('scheme', 2), seedId('tariff', 1)];
  if ((await store.get(PerformingArtsSubsidyScheme, scheme)) === null) {
    await store.insert(PerformingArtsSubsidyScheme, {
      ...{ ...shared, id: scheme, code: 'demonstration', funder: 'Demonstration funder' },
      ...{ advanceBps: 8_000, atOnceMinor: 500_000n, reportMonths: 3, longestMonths: 24 },
      ...{ abroadAdvanceBps: null, duties: null },
      ...{ functions: [], disciplines: [], reportPieces: [] },
    });
  }
  if ((await store.get(PerformingArtsRightsTariff, tariff)) === null) {
    const society = 'demonstration';
    const asks = { ...shared, ...demonstrationRights, toConfirm: false };
    await store.insert(PerformingArtsRightsTariff, { ...asks, id: tariff, society });
  }
}

/** A company with one show, two places and a short tour, on one activity of the demonstration. */
async function seedTour(ctx: PluginContext, activity: DemoActivity, n: number): Promise<void> {
  const { store } = ctx;
  if ((await store.get(PerformingArtsActivity, activity.id)) !== null) return;
  const activityId = activity.id;
  const changedAt = new Date('2026-09-01T08:00:00Z');
  await store.insert(PerformingArtsActivity, {
    ...{ activityId, companyName: activity.name, discipline: 'theatre', changedAt },
  });
  const productionId = seedId('production', n);
  await store.insert(PerformingArtsProduction, {
    ...{ id: productionId, activityId, title: 'Zoutmeer', durationMinutes: 75, peopleOnTour: 4 },
    ...{ authors: 'The company', castList: 'The company', changedAt, discipline: null },
    ...{ audienceCapacity: 200, valueOnTourMinor: 1_200_000n, currency: 'EUR' },
  });
  for (const rider of riders) {
    const id = seedId('rider', n * 10 + rider.version);
    await store.insert(PerformingArtsRider, { ...rider, id, activityId, productionId });
  }
  for (const [i, venue] of places.entries()) {
    await store.insert(PerformingArtsVenue, {
      ...venue,
      activityId,
      id: seedId('venue', n * 10 + i),
    });
  }
  const tourId = seedId('tour', n);
  await store.insert(PerformingArtsTour, {
    ...{ id: tourId, activityId, productionId, title: 'Zoutmeer, spring 2027', madeAt: changedAt },
  });
  for (const [i, { place, ...date }] of dates.entries()) {
    await store.insert(PerformingArtsPerformance, {
      ...{ ...date, activityId, productionId, changedAt },
      tourId: date.kindCode === 'tour' ? tourId : null,
      ...{ id: seedId('performance', n * 10 + i), venueId: seedId('venue', n * 10 + place) },
    });
  }
  await seedDeals(ctx, activity, n);
}

/**
 * With the activity's first client, if it has one: a share of the receipts of the date that was
 * played, declared to its authors and settled, and a draft of a cession of the tour.
 */
async function seedDeals(
  { store, core }: PluginContext,
  { id: activityId }: DemoActivity,
  n: number,
) {
  const [client] = await core.list('Client', activityId, { limit: 1 });
  if (client === undefined) return;
  const changedAt = new Date('2026-10-16T08:00:00Z');
  const date = (i: number) => seedId('performance', n * 10 + i);
  const [shared, sold] = [seedId('deal', n * 10), seedId('deal', n * 10 + 1)];
  const parties = {
    ...{ activityId, productionId: seedId('production', n), clientId: client.id, changedAt },
    ...{ currency: 'EUR', ticketsSoldBy: TicketSeller.ORGANISER, promotionMinutes: 3 },
    ...{ feeMinor: null, guaranteeMinor: null, shareBps: null, rentMinor: null },
  };
  const terms = {
    ...{ kind: DealKind.CO_REALISATION, shareBps: 7_000, guaranteeMinor: 90_000n },
    ...{ ticketsSoldBy: TicketSeller.ORGANISER, travelMinor: 12_000n, perDiemMinor: 2_500n },
    partySize: 4,
  };
  await store.insert(PerformingArtsDeal, {
    ...{ ...parties, ...terms, id: shared, status: DealStatus.SETTLED },
    ...{ signedOn: '2026-09-15', riderId: seedId('rider', n * 10 + 1) },
  });
  await store.insert(PerformingArtsDeal, {
    ...{ ...parties, id: sold, kind: DealKind.CESSION, status: DealStatus.DRAFT },
    ...{ feeMinor: 150_000n, travelMinor: 18_000n, perDiemMinor: 2_500n, partySize: 4 },
  });
  for (const [i, dealId] of [shared, sold, sold].entries()) {
    const row = { dealId, performanceId: date(i + 1), live: true };
    await store.insert(PerformingArtsDealDate, { ...row, id: seedId('dealDate', n * 10 + i) });
  }
  const takings = { audience: 143, receiptsMinor: 214_500n, currency: 'EUR' };
  const rights = { ...takings, activityId, performanceId: date(1), changedAt };
  const rightsMinor = dueUnder(demonstrationRights, takings.receiptsMinor);
  await store.insert(PerformingArtsRightsDeclaration, {
    ...{ ...rights, id: seedId('declaration', n), society: 'demonstration' },
    ...{ tariffId: seedId('tariff', 1), base: RightsBase.RECEIPTS, subsidised: false },
    ...{ works: 'Zoutmeer (75 min), the company', recordedMusic: false, equitableMinor: 0n },
    ...{ expectedMinor: rightsMinor, advanceUsedMinor: 0n, status: RightsStatus.DECLARED },
    declaredOn: '2026-10-16',
  });
  const paid = { ...rights, dealId: shared, deductionsMinor: rightsMinor, rightsMinor };
  await store.insert(PerformingArtsSettlement, {
    ...{ ...paid, ...settle({ ...parties, ...terms }, paid), id: seedId('settlement', n) },
    ...{ status: SettlementStatus.AGREED, agreedOn: '2026-10-16', evidence: 'Box-office sheet' },
  });
}

/** Made up: no society has these figures. */
const demonstrationRights = { shareBps: 1_000, minimumMinor: 5_000n };

const places = [
  { name: 'De Kade', city: 'Gent', country: 'BE', capacity: 180, stageWidthCm: 1_000 },
  { name: 'La Fabrique', city: 'Liège', country: 'BE', capacity: 240, stageWidthCm: 1_200 },
];

/** The second was written after the first date: a rider that was sent never changes. */
const riders = [
  { version: 1, light: '12 dimmers', powerAmperes: 32, madeAt: new Date('2026-09-01T08:00:00Z') },
  { version: 2, light: '24 dimmers', powerAmperes: 63, madeAt: new Date('2026-10-20T08:00:00Z') },
].map((rider) => ({
  ...{ ...rider, stageWidthCm: 800, stageDepthCm: 600, stageHeightCm: 450, localHands: 2 },
  ...{ getInMinutes: 240, getOutMinutes: 90, sound: 'Stereo, two monitors', stage: 'Black box' },
  hospitality: 'Four warm meals, one vegetarian',
}));

const { OPTION, CONFIRMED, PLAYED } = PerformanceStatus;

const dates = [
  { place: 0, day: '2026-10-14', kindCode: 'general-rehearsal', status: PLAYED },
  { place: 0, day: '2026-10-15', kindCode: 'performance', status: PLAYED },
  { place: 1, day: '2027-03-11', kindCode: 'tour', status: CONFIRMED },
  { place: 1, day: '2027-03-12', kindCode: 'tour', status: OPTION },
];

/** UUIDs of version 7 that are the same in every co-operative; its key tells them apart. */
const seedId = (table: keyof typeof tables, n: number): string =>
  `019a0000-0000-7000-8000-${tables[table]}${n.toString(16).padStart(10, '0')}`;

const tables = {
  ...{ offer: '01', production: '02', venue: '03', performance: '04', scheme: '05' },
  ...{ tariff: '06', rider: '07', tour: '08', deal: '09', dealDate: '0a', settlement: '0b' },
  declaration: '0c',
} as const;
