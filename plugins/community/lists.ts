import { connectionType } from 'gezel/sdk';
import { CommunityGroup, CommunityGroupMember, CommunityRecommendation } from './group.entity.js';
import { CommunityMeeting, CommunityRegistration } from './meeting.entity.js';
import { CommunityNeed, CommunityWeighting } from './need.entity.js';
import { CommunityPetition, CommunitySignature } from './petition.entity.js';
import { CommunityBallot, CommunityVote } from './vote.entity.js';

export const GroupConnection = connectionType(CommunityGroup);
export const GroupMemberConnection = connectionType(CommunityGroupMember);
export const RecommendationConnection = connectionType(CommunityRecommendation);
export const MeetingConnection = connectionType(CommunityMeeting);
export const RegistrationConnection = connectionType(CommunityRegistration);
export const VoteConnection = connectionType(CommunityVote);
export const BallotConnection = connectionType(CommunityBallot);
export const PetitionConnection = connectionType(CommunityPetition);
export const SignatureConnection = connectionType(CommunitySignature);
export const NeedConnection = connectionType(CommunityNeed);
export const WeightingConnection = connectionType(CommunityWeighting);
