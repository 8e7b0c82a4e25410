import type { PluginSeeds } from 'gezel/sdk';
import { CommunityGroup, GroupKind, GroupStatus } from './group.entity.js';
import { CommunityHistory } from './history.entity.js';
import { CommunityNeed, CommunityWeighting, NeedStatus } from './need.entity.js';

/** Made up for the demonstration, the weighting too: a real register begins empty. Fixed ids. */
export const seeds: PluginSeeds = {
  demo: async ({ store }) => {
    if ((await store.get(CommunityNeed, needId)) !== null) return;
    const since = new Date('2026-03-02T09:00:00Z');
    await store.insert(CommunityGroup, {
      ...{ id: groupId, name: 'Gedeelde diensten', kind: GroupKind.WORKING_GROUP },
      ...{ purpose: 'Je activiteit creëren en ontwikkelen: met welke gereedschappen?' },
      ...{ status: GroupStatus.OPEN, openedAt: since },
    });
    await store.insert(CommunityWeighting, {
      ...{ id: '019d0000-0000-7000-8000-030000000001', fromDay: '2026-01-01', demonstration: true },
      ...{ perSupporter: 10, perPractice: 25, perMonth: 2, monthsAtMost: 24, source: 'Demo' },
    });
    await store.insert(CommunityNeed, {
      ...{ id: needId, title: 'Een bestelwagen in Gent', askedOn: '2026-03-02', points: null },
      ...{ body: 'Voor decors.', status: NeedStatus.ASKED, supporters: 0, practices: 0 },
    });
    await store.insert(CommunityHistory, {
      ...{ id: '019d0000-0000-7000-8000-040000000001', subjectId: needId },
      ...{ status: NeedStatus.ASKED, happenedAt: since },
    });
  },
};

const groupId = '019d0000-0000-7000-8000-010000000001';
const needId = '019d0000-0000-7000-8000-020000000001';
