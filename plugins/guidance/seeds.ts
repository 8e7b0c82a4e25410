import type { PluginSeeds } from 'gezel/sdk';
import { GuidanceAdviser, GuidancePortfolio } from './adviser.entity.js';

/**
 * For the demonstration the advisers whom the members of its activities have: hours and places are
 * made up. A real co-operative begins empty.
 */
export const seeds: PluginSeeds = {
  demo: async ({ store, core, today }, activities) => {
    for (const { id, sector } of activities) {
      const activity = await core.activity(id);
      const standing = activity && (await core.memberships.standing(activity.managerId, today));
      const adviserId = standing?.adviserId ?? null;
      const member = adviserId === null ? null : await core.member(adviserId);
      if (member === null) continue;
      if ((await store.get(GuidanceAdviser, member.id)) === null) {
        await store.insert(GuidanceAdviser, {
          ...{ id: member.id, name: member.displayName, legal: false, active: true },
          ...{ place: 'Brussel', onlineAt: 'https://meet.example/guidance', slotMinutes: 60 },
          ...{ languages: ['nl', 'fr'], openings, namedAt: new Date(0) },
        });
      }
      const looks = { adviserId: member.id, sector, untilDay: null };
      if ((await store.find(GuidancePortfolio, looks, { limit: 1 })).length > 0) continue;
      await store.insert(GuidancePortfolio, { ...looks, fromDay: '2026-01-01' });
    }
  },
};

const openings = [1, 2, 3, 4].map((weekday) => ({ weekday, opens: 540, closes: 1_020 }));
