import type { DomainPart } from '../../platform/domain-part.js';
import { contractsPaidJob, contractsWorkedJob } from './due-contracts.js';

export const payPart: DomainPart = { jobs: [contractsWorkedJob, contractsPaidJob] };
