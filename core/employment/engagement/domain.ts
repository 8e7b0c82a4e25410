import type { DomainPart } from '../../platform/domain-part.js';
import { engagementObstacles } from './closing.js';
import { Engagement } from './engagement.entity.js';
import {
  engagementDraft,
  engagementEnd,
  engagementSign,
  engagements,
} from './engagement.policy.js';
import {
  ActivityEngagementsResolver,
  EngagementMonthResolver,
  EngagementResolver,
  EngagementStepsResolver,
} from './engagement.resolver.js';
import { engagementMessages } from './messages.js';
import { engagementMonthsJob } from './months.job.js';
import { engagementSetPolicy } from './set-policy.js';
import { engagementSettleYear } from './settle-year.js';

export const engagementPart: DomainPart = {
  entities: [Engagement],
  resolvers: [
    ...[EngagementResolver, EngagementMonthResolver],
    ...[ActivityEngagementsResolver, EngagementStepsResolver],
  ],
  sources: [engagements],
  transitions: [
    ...[engagementDraft, engagementSign, engagementEnd],
    ...[engagementSettleYear, engagementSetPolicy],
  ] as DomainPart['transitions'],
  messages: engagementMessages,
  closingObstacles: [engagementObstacles],
  jobs: [engagementMonthsJob],
};
