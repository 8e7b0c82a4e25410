import type { DomainPart } from '../platform/domain-part.js';
import { agencyPart } from './agency/domain.js';
import { agreedPart } from './agreed/domain.js';
import { allowancePart } from './allowance/domain.js';
import { attestationPart } from './attestation/domain.js';
import { dayPart } from './day/domain.js';
import { engagementPart } from './engagement/domain.js';
import { formalityPart } from './formality/domain.js';
import { hiringPart } from './hiring/domain.js';
import { minimumPayPart } from './minimum-pay/domain.js';
import { studentPart } from './student/domain.js';

/** What surrounds a contract: its days, who is hired, what the law asks and what it leaves to do. */
export const lawParts: readonly DomainPart[] = [
  ...[dayPart, hiringPart, engagementPart, formalityPart],
  ...[attestationPart, studentPart, minimumPayPart, allowancePart],
  ...[agreedPart, agencyPart],
];
