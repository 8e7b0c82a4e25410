import { articleOneBis, attestationFor } from './belgian-attestation.js';
import { belgianFormalities } from './belgian-formalities.js';
import { minimumPay } from './belgian-minimum-pay.js';
import { withinEngagement } from './belgian-open-ended.js';
import { restDays } from './belgian-rest-days.js';
import { studentQuota } from './belgian-student.js';
import { dayLength, restBetween, weekLength } from './belgian-working-time.js';
import type { ContractLaw } from './contract-law.js';

export const belgianLaw: ContractLaw = {
  country: 'BE',
  always: [dayLength, weekLength, restBetween, restDays, minimumPay],
  byRegime: {
    'article-1bis': [articleOneBis],
    student: [studentQuota],
    'open-ended': [withinEngagement],
    'salaried-entrepreneur': [withinEngagement],
  },
  formalities: belgianFormalities,
  attestation: attestationFor,
};
