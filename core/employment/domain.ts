import type { Domain } from '../platform/domain.js';
import { joined } from '../platform/domain-part.js';
import { contractPart } from './contract/domain.js';
import { employmentMessages } from './messages.js';
import { payPart } from './pay/domain.js';

export const employment: Domain = joined('employment', [
  { messages: employmentMessages },
  contractPart,
  payPart,
]);
