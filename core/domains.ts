import { autonomyDomain } from './activity/autonomy/domain.js';
import { activityDomain } from './activity/domain.js';
import { assignment } from './assignment/domain.js';
import { cooperativeDomain } from './cooperative/domain.js';
import { employment } from './employment/domain.js';
import { memberDomain } from './member/domain.js';
import { moneyDomain } from './money/domain.js';
import type { Domain } from './platform/domain.js';
import { fileDomain } from './platform/files/domain.js';
import { platformModel } from './platform/model/domain.js';
import { providerDomain } from './provider/domain.js';

/** The domains of the core. The order is of no consequence. */
export const coreDomains: readonly Domain[] = [
  platformModel,
  fileDomain,
  cooperativeDomain,
  memberDomain,
  activityDomain,
  autonomyDomain,
  moneyDomain,
  employment,
  assignment,
  providerDomain,
];
