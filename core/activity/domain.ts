import type { Domain } from '../platform/domain.js';
import { Activity } from './activity.entity.js';
import { activities } from './activity.policy.js';
import {
  ActivityResolver,
  MemberActivitiesResolver,
  ParticipationResolver,
  ViewerInvitationsResolver,
} from './activity.resolver.js';
import { ActivityChangesResolver } from './activity-changes.resolver.js';
import { activityDecline, activityJoin } from './answer-invitation.js';
import { activityClose } from './close-activity.js';
import { activityLeave } from './end-participation.js';
import { activityHandOver } from './hand-over-activity.js';
import { activityInvite } from './invite-to-activity.js';
import { activityMessages } from './messages.js';
import { activityOpen } from './open-activity.js';
import { Participation } from './participation.entity.js';
import { activityUpdate } from './update-activity.js';

export const activityDomain: Domain = {
  name: 'activity',
  entities: [Activity, Participation],
  resolvers: [
    ...[ActivityResolver, ActivityChangesResolver, ParticipationResolver],
    ...[MemberActivitiesResolver, ViewerInvitationsResolver],
  ],
  sources: [activities],
  transitions: [
    ...[activityOpen, activityUpdate, activityClose, activityHandOver],
    ...[activityInvite, activityJoin, activityDecline, activityLeave],
  ],
  tools: [],
  messages: activityMessages,
};
