/** The pages and the files of reports: made when they are asked for. */
import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { known, type RequestContext } from '../../platform/context.js';
import { badInput } from '../../platform/errors.js';
import { Download } from '../../platform/files/downloads.js';
import { money } from '../../platform/money.js';
import { connectionType } from '../../platform/read/connection-type.js';
import { percentOf } from '../document/vat.js';
import { feeReport } from './fee.report.js';
import { fundReport, type JournalRow, journalReport, unmappedCodes } from './journal.report.js';
import * as types from './report.types.js';
import { reportLink } from './report-file.js';
import { ReportPageArgs, reportPage } from './report-page.js';
import { statementReport } from './statement.report.js';
import { vatReport } from './vat.report.js';

const StatementEntryConnection = connectionType(types.StatementEntry, 'StatementEntry');
const VatDocumentConnection = connectionType(types.VatDocument, 'VatDocument');
const FeeReportLineConnection = connectionType(types.FeeReportLine, 'FeeReportLine');
const JournalLineConnection = connectionType(types.JournalLine, 'JournalLine');

const file = { description: 'All of it as a CSV file.' };

@Resolver(() => types.ActivityStatement)
export class ActivityStatementResolver {
  @FieldResolver(() => StatementEntryConnection, { description: 'Its entries, the first first.' })
  entries(
    @Ctx() ctx: RequestContext,
    @Root() { scope }: types.ActivityStatement,
    @Args(() => ReportPageArgs) args: ReportPageArgs,
  ) {
    const { database } = ctx.platform;
    return reportPage(database, statementReport, scope, args, (row) => ({
      ...{ on: row.on, kind: row.kind, document: row.document },
      ...{ transaction: row.transaction, line: row.line },
      amount: money(row.amountMinor, row.currency),
      balance: money(row.balanceMinor, row.currency),
    }));
  }

  @FieldResolver(() => Download, file)
  download(@Ctx() ctx: RequestContext, @Root() { scope }: types.ActivityStatement) {
    return reportLink(known(ctx), statementReport, scope);
  }
}

@Resolver(() => types.VatListing)
export class VatListingResolver {
  @FieldResolver(() => VatDocumentConnection, {
    description: 'Its documents at each rate, by day.',
  })
  documents(
    @Ctx() ctx: RequestContext,
    @Root() { scope }: types.VatListing,
    @Args(() => ReportPageArgs) args: ReportPageArgs,
  ) {
    return reportPage(ctx.platform.database, vatReport, scope, args, (row) => ({
      ...{ on: row.on, kind: row.kind, number: row.number, client: row.client },
      ...{ vatNumber: row.vatNumber, category: row.category, rate: percentOf(row.rate) },
      base: money(row.baseMinor, row.currency),
      vat: money(row.vatMinor, row.currency),
    }));
  }

  @FieldResolver(() => Download, file)
  download(@Ctx() ctx: RequestContext, @Root() { scope }: types.VatListing) {
    return reportLink(known(ctx), vatReport, scope);
  }
}

@Resolver(() => types.FeeReport)
export class FeeReportResolver {
  @FieldResolver(() => FeeReportLineConnection, { description: 'Its lines, by day.' })
  lines(
    @Ctx() ctx: RequestContext,
    @Root() { scope }: types.FeeReport,
    @Args(() => ReportPageArgs) args: ReportPageArgs,
  ) {
    return reportPage(ctx.platform.database, feeReport, scope, args, (row) => ({
      ...{ on: row.on, kind: row.kind, activity: row.activity, document: row.document },
      ...{ internal: row.internal, exempt: row.exempt },
      income: money(row.incomeMinor, row.currency),
      base: money(row.baseMinor, row.currency),
      fee: money(row.feeMinor, row.currency),
    }));
  }

  @FieldResolver(() => Download, file)
  download(@Ctx() ctx: RequestContext, @Root() { scope }: types.FeeReport) {
    return reportLink(known(ctx), feeReport, scope);
  }
}

const shownEntry = (row: JournalRow): types.JournalLine => ({
  ...{ on: row.on, transaction: row.transaction, line: row.line, kind: row.kind },
  ...{ document: row.document, account: row.number, ledgerAccount: row.code, owner: row.owner },
  amount: money(row.amountMinor, row.currency),
});

@Resolver(() => types.FundReport)
export class FundReportResolver {
  @FieldResolver(() => JournalLineConnection, { description: 'The entries of its accounts.' })
  entries(
    @Ctx() ctx: RequestContext,
    @Root() { scope }: types.FundReport,
    @Args(() => ReportPageArgs) args: ReportPageArgs,
  ) {
    return reportPage(ctx.platform.database, fundReport, scope, args, shownEntry);
  }

  @FieldResolver(() => Download, file)
  download(@Ctx() ctx: RequestContext, @Root() { scope }: types.FundReport) {
    return reportLink(known(ctx), fundReport, scope);
  }
}

@Resolver(() => types.Journal)
export class JournalResolver {
  @FieldResolver(() => JournalLineConnection, { description: 'Its entries, by day.' })
  entries(
    @Ctx() ctx: RequestContext,
    @Root() { scope }: types.Journal,
    @Args(() => ReportPageArgs) args: ReportPageArgs,
  ) {
    return reportPage(ctx.platform.database, journalReport, scope, args, shownEntry);
  }

  @FieldResolver(() => Download, {
    description: 'All of it as a CSV file; an error names the accounts that the chart lacks.',
  })
  async download(@Ctx() request: RequestContext, @Root() { scope }: types.Journal) {
    const ctx = known(request);
    const missing = await unmappedCodes(ctx.platform.database, scope);
    if (missing.length === 0) return reportLink(ctx, journalReport, scope);
    throw badInput(`The chart has no account for ${missing.join(', ')}: map them first.`);
  }
}
