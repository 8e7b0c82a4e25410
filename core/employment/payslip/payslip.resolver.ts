import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { Member } from '../../member/member.entity.js';
import { type Context, known, type RequestContext } from '../../platform/context.js';
import { Download, downloadLink } from '../../platform/files/downloads.js';
import { globalId, localId } from '../../platform/ids.js';
import { money } from '../../platform/money.js';
import { Contract } from '../contract/contract.entity.js';
import { hoursOf } from '../day/hours.js';
import { payLines } from '../pay/pay-simulation.types.js';
import {
  askedLocale,
  payslipDownload,
  payslipName,
  pdfType,
  statementDownload,
  statementName,
} from './pay-files.js';
import { PayStatement, Payslip } from './payslip.types.js';
import { type PayslipSource, payslipOf } from './payslip-source.js';
import { payStatements } from './statement-source.js';

const languages = 'nl, fr, en or de; the worker’s own when absent.';

@Resolver(() => Contract)
export class ContractPayslipResolver {
  @FieldResolver(() => Payslip, {
    nullable: true,
    description:
      'What it pays, step by step, from the day it is worked; null before, and for whoever is ' +
      'neither the worker nor of the co-operative’s own people.',
  })
  async payslip(@Ctx() ctx: RequestContext, @Root() contract: Contract): Promise<Payslip | null> {
    const source = await payslipOf(known(ctx), contract);
    return source && payslip(known(ctx), source);
  }
}

@Resolver(() => Payslip)
export class PayslipResolver {
  @FieldResolver(() => Download, { description: 'As an archivable PDF.' })
  document(
    @Ctx() ctx: RequestContext,
    @Root() slip: Payslip,
    @Arg('locale', () => String, { nullable: true, description: languages })
    locale?: string | null,
  ): Promise<Download> {
    const contractId = localId('Contract', slip.contractId);
    const params = { contractId, locale: askedLocale(locale) };
    const file = { mediaType: pdfType, filename: payslipName(slip.number) };
    return downloadLink(known(ctx), payslipDownload.name, params, file);
  }
}

@Resolver(() => Member)
export class MemberPayResolver {
  @FieldResolver(() => [PayStatement], {
    nullable: true,
    description:
      'What they were paid in a calendar year, by the day of payment, one for each currency; null ' +
      'for whoever may not see their pay.',
  })
  payStatements(
    @Ctx() ctx: RequestContext,
    @Root() member: Member,
    @Arg('year', () => Int, { description: 'The calendar year.' }) year: number,
  ): Promise<PayStatement[] | null> {
    return payStatements(known(ctx), member.id, year);
  }
}

@Resolver(() => PayStatement)
export class PayStatementResolver {
  @FieldResolver(() => Download, { description: 'The whole year as an archivable PDF.' })
  document(
    @Ctx() ctx: RequestContext,
    @Root() { memberId, year }: PayStatement,
    @Arg('locale', () => String, { nullable: true, description: languages })
    locale?: string | null,
  ): Promise<Download> {
    const id = localId('Member', memberId);
    const params = { memberId: id, year: String(year), locale: askedLocale(locale) };
    const file = { mediaType: pdfType, filename: statementName(year) };
    return downloadLink(known(ctx), statementDownload.name, params, file);
  }
}

/** Of a worked contract all amounts are known. */
function payslip(ctx: Context, source: PayslipSource): Omit<Payslip, 'document'> {
  const { contract, firstDay, lastDay, days, minutes, lines } = source;
  const { currency } = contract;
  const amount = (minor: bigint | null) => money(minor as bigint, currency);
  const { grossMinor, netMinor, employeeContributionMinor, withholdingMinor } = contract;
  return {
    contractId: globalId('Contract', contract.id),
    number: contract.number as string,
    ...{ from: firstDay, until: lastDay, days, hours: hoursOf(minutes) },
    ...{ gross: amount(grossMinor), net: amount(netMinor), paidOn: contract.paidOn },
    employeeContribution: amount(employeeContributionMinor),
    withholding: amount(withholdingMinor),
    employerContribution: amount(source.employerContributionMinor),
    lines: payLines(ctx, lines, currency),
  };
}
