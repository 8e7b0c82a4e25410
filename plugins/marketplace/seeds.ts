import { addDays, type DemoActivity, type PluginContext, type PluginSeeds } from 'gezel/sdk';
import { InquiryStatus, MarketplaceInquiry } from './inquiry.entity.js';
import { MarketplacePlace, MarketplacePolicy, MarketplaceSkill } from './lists.entity.js';

/**
 * A real co-operative keeps its own lists and decides its own policy: it begins without any. Those
 * of the demonstration are made up, say so, and have fixed ids.
 */
export const seeds: PluginSeeds = {
  demo: async (ctx, demo) => {
    const { store } = ctx;
    for (const skill of skills) {
      if ((await store.get(MarketplaceSkill, skill.id)) === null) {
        await store.insert(MarketplaceSkill, skill);
      }
    }
    for (const place of places) {
      if ((await store.get(MarketplacePlace, place.id)) === null) {
        await store.insert(MarketplacePlace, place);
      }
    }
    if ((await store.get(MarketplacePolicy, policy.id)) === null) {
      await store.insert(MarketplacePolicy, policy);
    }
    for (const activity of demo.slice(0, 1)) await askedFor(ctx, activity);
  },
};

/** What a client asked for; whoever manages an activity took their words down. */
async function askedFor({ store, core, now, today }: PluginContext, { id: of }: DemoActivity) {
  const inquiry = id('04', 1);
  const activity = await core.activity(of);
  if (activity === null || (await store.get(MarketplaceInquiry, inquiry)) !== null) return;
  const firstDay = addDays(today, 60);
  await store.insert(MarketplaceInquiry, {
    ...{ id: inquiry, clientName: 'Hanne Demo', contact: 'hanne@museum.example' },
    ...{ title: 'Light an exhibition', skills: ['lighting'], place: 'gent', seats: 1 },
    ...{ days: [firstDay], firstDay, budgetMinor: 35_000n, currency: activity.currency },
    ...{ status: InquiryStatus.OPEN, receivedAt: now, receiverId: activity.managerId },
    ...{ requestId: null, reason: null },
  });
}

const skill = (n: number, code: string, sector: string, [nl, fr, en, de]: Four) => ({
  ...{ id: id('01', n), code, sector },
  title: { nl, fr, en, de },
});

type Four = readonly [nl: string, fr: string, en: string, de: string];

const skills = [
  skill(1, 'lighting', 'performing-arts', ['Licht', 'Lumière', 'Lighting', 'Licht']),
  skill(2, 'sound', 'performing-arts', ['Geluid', 'Son', 'Sound', 'Ton']),
  skill(3, 'rigging', 'performing-arts', ['Opbouw', 'Montage', 'Rigging', 'Aufbau']),
  skill(4, 'camera', 'audiovisual', ['Camera', 'Caméra', 'Camera', 'Kamera']),
  skill(5, 'illustration', 'design', [
    ...(['Illustratie', 'Illustration', 'Illustration', 'Illustration'] as const),
  ]),
];

/** Centres of towns, rounded to some ten metres. */
function place(n: number, code: string, name: string, region: string, at: [number, number]) {
  const [latitude, longitude] = at;
  const located = { latitude, longitude, locatedBy: 'demonstration: the centre of the town' };
  return { id: id('02', n), code, name, region, ...located };
}

const places = [
  place(1, 'brussel', 'Brussel', 'brussels', [50_846_600, 4_352_800]),
  place(2, 'gent', 'Gent', 'flanders', [51_054_300, 3_717_400]),
  place(3, 'antwerpen', 'Antwerpen', 'flanders', [51_219_400, 4_402_500]),
  place(4, 'liege', 'Liège', 'wallonia', [50_632_600, 5_579_700]),
];

const policy = {
  ...{ id: id('03', 1), skillsWeight: 50, availabilityWeight: 25 },
  ...{ priceWeight: 15, placeWeight: 10, tolerancePercent: 20, sameRegionPoints: 500 },
  ...{ leastPeople: 5, fromDay: '2020-01-01', demonstration: true },
  source: 'demonstration policy: nobody has decided it',
};

/** UUIDs of version 7 that are the same in every co-operative; its key tells them apart. */
function id(table: string, n: number): string {
  return `019f0000-0000-7000-8000-${table}${n.toString(16).padStart(10, '0')}`;
}
