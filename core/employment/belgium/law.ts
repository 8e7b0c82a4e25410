import type { ContractLaw } from '../rules/contract-law.js';
import { articleOneBis, attestationFor } from './attestation.js';
import { belgianFormalities } from './formalities.js';
import { minimumPay } from './minimum-pay.js';
import { withinEngagement } from './open-ended.js';
import { restDays } from './rest-days.js';
import { studentQuota } from './student.js';
import { supplements } from './supplements.js';
import { dayLength, restBetween, weekLength } from './working-time.js';

export const belgianLaw: ContractLaw = {
  always: [dayLength, weekLength, restBetween, restDays, supplements, minimumPay],
  byRegime: {
    'article-1bis': [articleOneBis],
    student: [studentQuota],
    'open-ended': [withinEngagement],
    'salaried-entrepreneur': [withinEngagement],
  },
  formalities: belgianFormalities,
  attestation: attestationFor,
};
