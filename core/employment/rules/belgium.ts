import { belgianAbsence } from './belgian-absence.js';
import { belgianCalendar } from './belgian-calendar.js';
import { belgianFigure } from './belgian-figures.js';
import { belgianPay } from './belgian-pay.js';
import type { CountryRules } from './country-rules.js';

/** Belgium. Its figures are rows (`core.pay_figure`), its formulas the files named "belgian-…". */
export const belgium: CountryRules = {
  country: 'BE',
  calendar: belgianCalendar,
  payTerms: belgianPay,
  absencePay: belgianAbsence,
  figureForm: belgianFigure,
};
