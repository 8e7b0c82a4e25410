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
import { OpenMonthsResolver, WaivedMonthResolver } from './open-months.resolver.js';
import { EngagementRefusedMonth } from './refused-month.entity.js';
import { refusedMonths } from './refused-month.policy.js';
import { RefusedMonthResolver } from './refused-month.resolver.js';
import { engagementSetPolicy } from './set-policy.js';
import { engagementSettleYear } from './settle-year.js';
import { engagementRestoreMonth, engagementWaiveMonth } from './waive-month.js';

export const engagementPart: DomainPart = {
  entities: [Engagement, EngagementRefusedMonth],
  resolvers: [
    ...[EngagementResolver, EngagementMonthResolver],
    ...[ActivityEngagementsResolver, EngagementStepsResolver],
    ...[OpenMonthsResolver, WaivedMonthResolver, RefusedMonthResolver],
  ],
  sources: [engagements, refusedMonths],
  transitions: [
    ...[engagementDraft, engagementSign, engagementEnd],
    ...[engagementSettleYear, engagementSetPolicy],
    ...[engagementWaiveMonth, engagementRestoreMonth],
  ] as DomainPart['transitions'],
  messages: engagementMessages,
  closingObstacles: [engagementObstacles],
  jobs: [engagementMonthsJob],
};
