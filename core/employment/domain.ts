import type { Domain } from '../platform/domain.js';
import { joined } from '../platform/domain-part.js';
import { together } from '../platform/events/repeat.js';
import { contractPart } from './contract/domain.js';
import { declaring, dimonaPart } from './dimona/domain.js';
import { dmfaPart } from './dmfa/domain.js';
import { lawParts } from './law-parts.js';
import { employmentMessages } from './messages.js';
import { payPart } from './pay/domain.js';
import { payChoicePart } from './pay-choice/domain.js';
import { payRunPart } from './pay-run/domain.js';
import { payRunner } from './pay-run/pay-runner.js';
import { payslipPart } from './payslip/domain.js';

export const employment: Domain = {
  ...joined('employment', [
    { messages: employmentMessages },
    ...[contractPart, dimonaPart, dmfaPart],
    ...[payPart, payChoicePart, payRunPart, payslipPart],
    ...lawParts,
  ]),
  background: (platform) => together(declaring(platform), payRunner(platform)),
};
