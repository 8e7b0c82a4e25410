import type { CountryRules } from '../rules/country-rules.js';
import { belgianAbsence } from './absence.js';
import { amateurAllowance } from './amateur.js';
import { belgianCalendar } from './calendar.js';
import { belgianFigure } from './figures.js';
import { belgianLaw } from './law.js';
import { belgianNotice } from './notice.js';
import { belgianPay, belgianSchemeNames } from './pay.js';
import { belgianReference } from './reference.js';

/** Belgium. Its figures are rows (`core.pay_figure` and beside it), its formulas the files here. */
export const belgium: CountryRules = {
  country: 'BE',
  law: belgianLaw,
  allowance: amateurAllowance,
  schemeNames: belgianSchemeNames,
  reference: belgianReference,
  calendar: belgianCalendar,
  payTerms: belgianPay,
  absencePay: belgianAbsence,
  noticeUntil: belgianNotice,
  figureForm: belgianFigure,
};
