/** What no document, statement or batch may exceed; sentences and tests name them. */

export const maximumLines = 500;
/** In millionths: a million of anything. */
export const maximumQuantityMicro = 1_000_000_000_000n;
/** In minor units: of a price, a line and a document. */
export const maximumAmountMinor = 99_999_999_999n;
export const maximumTextLength = 1_000;
/** Allowances and charges of a line, and of a document as they are asked for. */
export const maximumAdjustments = 20;
export const maximumReasonLength = 200;
export const maximumConditionsLength = 10_000;
export const maximumTitleLength = 200;
/** The longest that a quote may stay open, in days. */
export const maximumValidityDays = 730;
/** Of a term of payment, as the tables take it, where the law sets no limit. */
export const longestTermDays = 365;
/** Lines of one import; a longer statement is imported in several calls. */
export const maximumBankLines = 400;
/** Payouts of one release. */
export const maximumPayouts = 100;
/** Numbers of a journal in a year: what a structured communication has digits for. */
export const maximumSequence = 999_999n;
/** Payments of one file for the bank. */
export const maximumFilePayments = 10_000;
