import type { Domain } from '../platform/domain.js';
import { joined } from '../platform/domain-part.js';
import { contractPart } from './contract/domain.js';
import { dimonaPart } from './dimona/domain.js';
import { dmfaPart } from './dmfa/domain.js';
import { erasurePart } from './erasure.js';
import { lawParts } from './law-parts.js';
import { employmentMessages } from './messages.js';
import { payPart } from './pay/domain.js';
import { payChoicePart } from './pay-choice/domain.js';
import { payRunPart } from './pay-run/domain.js';
import { paySchemePart } from './pay-scheme/domain.js';
import { payslipPart } from './payslip/domain.js';
import { seedEmployment } from './reference.js';

export const employment: Domain = joined('employment', [
  {
    messages: employmentMessages,
    founding: [seedEmployment],
  },
  ...[contractPart, dimonaPart, dmfaPart],
  ...[payPart, payChoicePart, payRunPart, payslipPart, paySchemePart],
  ...lawParts,
  erasurePart,
]);
