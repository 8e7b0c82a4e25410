import type { DomainPart } from '../../platform/domain-part.js';
import { PayRun } from './pay-run.entity.js';
import { payRuns } from './pay-run.policy.js';
import { PayRunResolver } from './pay-run.resolver.js';
import { payRunMessages } from './pay-run-messages.js';
import { payDueJob, payRunner } from './pay-runner.js';

export const payRunPart: DomainPart = {
  entities: [PayRun],
  resolvers: [PayRunResolver],
  sources: [payRuns],
  messages: payRunMessages,
  jobs: [payDueJob],
  background: payRunner,
};
