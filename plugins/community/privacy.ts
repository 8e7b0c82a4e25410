import { type PrivacyDuty, privacy } from 'gezel/sdk';
import { CommunityGroupMember } from './group.entity.js';
import { CommunityRegistration } from './meeting.entity.js';
import { CommunitySupport } from './need.entity.js';
import { CommunityOpinion } from './opinion.entity.js';
import { CommunityPetition, CommunitySignature } from './petition.entity.js';
import { CommunityBallot, CommunityVoter } from './vote.entity.js';

const assembly =
  'GDPR art. 6.1.c: who took part in a decision of the co-operative is the evidence of its quorum.';
const number = 'GDPR art. 17: the number stays, whose it is does not.';

export const duties: readonly PrivacyDuty[] = [
  privacy({
    entity: CommunityGroupMember,
    subject: 'memberId',
    holds: ['memberId'],
    onErase: 'erase',
    ground: 'GDPR art. 17: who leaves the co-operative has left its groups.',
  }),
  privacy({
    entity: CommunityRegistration,
    subject: 'memberId',
    holds: ['memberId'],
    onErase: 'retain',
    ground: assembly,
  }),
  privacy({
    entity: CommunityVoter,
    subject: 'memberId',
    holds: ['memberId'],
    onErase: 'retain',
    ground: assembly,
  }),
  privacy({
    entity: CommunityBallot,
    subject: 'memberId',
    holds: ['memberId', 'option'],
    onErase: 'retain',
    ground: assembly,
  }),
  privacy({
    entity: CommunityOpinion,
    subject: 'memberId',
    holds: ['memberId', 'body'],
    onErase: 'erase',
    ground: 'GDPR art. 17: what somebody said under their name goes with them.',
  }),
  privacy({
    entity: CommunityPetition,
    subject: 'starterId',
    holds: ['starterId'],
    onErase: 'erase',
    ground: number,
  }),
  privacy({
    entity: CommunitySignature,
    subject: 'memberId',
    holds: ['memberId'],
    onErase: 'erase',
    ground: number,
  }),
  privacy({
    entity: CommunitySupport,
    subject: 'memberId',
    holds: ['memberId'],
    onErase: 'erase',
    ground: number,
  }),
];
