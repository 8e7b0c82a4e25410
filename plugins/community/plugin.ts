import { definePlugin, permission } from 'gezel/sdk';
import { askTool } from './ask.tool.js';
import { CommunityGroup, CommunityGroupMember, CommunityRecommendation } from './group.entity.js';
import { GroupMemberResolver, GroupResolver, RecommendationResolver } from './group.resolver.js';
import { CommunityHistory } from './history.entity.js';
import { CommunityMeeting, CommunityRegistration } from './meeting.entity.js';
import { MeetingResolver, RegistrationResolver } from './meeting.resolver.js';
import { messages } from './messages.js';
import { CommunityNeed, CommunitySupport, CommunityWeighting } from './need.entity.js';
import { NeedResolver } from './need.resolver.js';
import { CommunityOpinion } from './opinion.entity.js';
import { CommunityPetition, CommunitySignature } from './petition.entity.js';
import { PetitionResolver, SignatureResolver } from './petition.resolver.js';
import { duties } from './privacy.js';
import { sealVotes } from './seal-vote.js';
import { seeds } from './seeds.js';
import {
  CommunityBallot,
  CommunityBallotBox,
  CommunityVote,
  CommunityVoter,
} from './vote.entity.js';
import { BallotResolver, OpinionResolver, VoteResolver } from './vote.resolver.js';
import { weighAnew, weighNightly } from './weigh.js';

export const community = definePlugin({
  name: 'community',
  version: '0.1.0',
  platform: '^0.1.0',
  kind: 'service',
  prefix: 'Community',
  title: { nl: 'Gemeenschap', fr: 'Communauté', en: 'Community', de: 'Gemeinschaft' },
  description: 'Meetings, groups and their recommendations, votes, petitions, the needs register.',
  migrations: new URL('./migrations/', import.meta.url),
  entities: [
    ...[CommunityGroup, CommunityGroupMember, CommunityRecommendation, CommunityHistory],
    ...[CommunityMeeting, CommunityRegistration, CommunityVote, CommunityVoter],
    ...[
      CommunityBallotBox,
      CommunityBallot,
      CommunityOpinion,
      CommunityPetition,
      CommunitySignature,
    ],
    ...[CommunityNeed, CommunitySupport, CommunityWeighting],
  ],
  resolvers: [
    ...[GroupResolver, GroupMemberResolver, RecommendationResolver, MeetingResolver],
    ...[RegistrationResolver, VoteResolver, BallotResolver, PetitionResolver],
    ...[SignatureResolver, NeedResolver, OpinionResolver],
  ],
  tools: [askTool],
  events: [weighAnew],
  jobs: [sealVotes, weighNightly],
  permissions: [
    permission({
      name: 'community.read',
      description: 'See meetings, groups, votes with their results, petitions and needs.',
      roles: { MEMBER: 'all', ADVISER: 'all', FINANCE: 'all', ADMIN: 'all' },
    }),
    permission({
      name: 'community.take-part',
      description: 'Take part for oneself: come, join, vote, sign, ask.',
      roles: { MEMBER: 'own', ADVISER: 'own', FINANCE: 'own', ADMIN: 'own' },
    }),
    permission({
      name: 'community.manage',
      description: 'Organise: open groups and votes, hand petitions over, decide on needs.',
      roles: { ADMIN: 'all' },
    }),
  ],
  privacy: duties,
  messages,
  seeds,
  // Fewer than these are a person, not a number.
  config: { namelessBelow: 5 },
});
