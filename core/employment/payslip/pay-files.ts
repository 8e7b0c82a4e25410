/** Documents about pay as files: whoever fetches one must still see that pay. */
import type { Context } from '../../platform/context.js';
import { badInput } from '../../platform/errors.js';
import type { DomainDownload } from '../../platform/files/downloads.js';
import { type Locale, locales } from '../../platform/messages.js';
import { byId } from '../../platform/read/read.js';
import { contracts } from '../contract/contract.policy.js';
import { contractKind } from '../contract/contract-kind.js';
import { payParties } from './pay-parties.js';
import { payslipPdf } from './payslip-pdf.js';
import { payslipOf } from './payslip-source.js';
import { statementPdf } from './statement-pdf.js';
import { payStatements } from './statement-source.js';

export const pdfType = 'application/pdf';

/** One of the printed languages, or null: the worker's own. */
export function askedLocale(locale: string | null | undefined): Locale | null {
  if (locale == null) return null;
  const known = locales.find((each) => each === locale);
  if (known === undefined) {
    throw badInput(`"${locale}" is not one of ${locales.join(', ')}.`, 'locale');
  }
  return known;
}

export const payslipDownload: DomainDownload = {
  name: 'payslip',
  open: async (ctx, params) => {
    const contract = await byId(ctx, contracts, params.contractId ?? '');
    const source = contract && (await payslipOf(ctx, contract));
    if (source == null || contract === null) return null;
    const parties = await partiesOf(ctx, contract.workerId, contract.activityId);
    const locale = askedLocale(params.locale) ?? parties.locale;
    const { title: kind } = await contractKind({ ...ctx, locale }, contract.kindCode);
    const texts = { locale, messages: ctx.platform.messages, kind };
    const body = await payslipPdf(source, parties, texts);
    return { mediaType: pdfType, filename: payslipName(contract.number as string), body };
  },
};

export const statementDownload: DomainDownload = {
  name: 'pay-statement',
  open: async (ctx, params) => {
    const year = Number(params.year);
    const workerId = params.memberId ?? '';
    const statements = await payStatements(ctx, workerId, year);
    if (statements === null || statements.length === 0) return null;
    const parties = await partiesOf(ctx, workerId, null);
    const locale = askedLocale(params.locale) ?? parties.locale;
    const body = await statementPdf(statements, year, parties, locale);
    return { mediaType: pdfType, filename: statementName(year), body };
  },
};

export const payslipName = (number: string): string => `payslip-${number}.pdf`;
export const statementName = (year: number): string => `pay-statement-${year}.pdf`;

async function partiesOf(ctx: Context, workerId: string, activityId: string | null) {
  const { cooperativeId } = ctx.viewer;
  const who = { workerId, activityId };
  const parties = await payParties(ctx.platform.database, cooperativeId, who);
  if (parties === null) throw new Error(`Nobody is paid as ${workerId}.`);
  return parties;
}
