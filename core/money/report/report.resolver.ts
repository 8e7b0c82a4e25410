import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { known, type RequestContext } from '../../platform/context.js';
import { notFound } from '../../platform/errors.js';
import { localId } from '../../platform/ids.js';
import { money } from '../../platform/money.js';
import { CivilDate } from '../../platform/scalars.js';
import { Requires } from '../../platform/schema-rules.js';
import { ActivityAccount } from '../account/ledger-entry.js';
import { percentOf } from '../document/vat.js';
import { chartAccounts, mapChartAccounts } from './chart-account.js';
import { feeSums, feesBooked } from './fee.report.js';
import { fundMovements, fundSums, unmappedCodes } from './journal.report.js';
import * as types from './report.types.js';
import { activityScope, cooperativeScope } from './report-access.js';
import { balancesOf } from './statement.report.js';
import { vatBooked, vatSums } from './vat.report.js';

const first = { description: 'The first day.' };
const entity = { nullable: true, description: 'Of one legal entity; of all when absent.' };
const entityOf = (id: string | null | undefined) =>
  id == null ? null : localId('HostEntity', id, 'hostEntityId');
const last = { description: 'The last day: ten years after the first at most.' };

@Resolver()
export class ReportResolver {
  @Requires('ledger.read')
  @Query(() => types.ActivityStatement, {
    description: 'An account of an activity over a period: opening, entries, closing.',
  })
  async activityStatement(
    @Ctx() request: RequestContext,
    @Arg('activityId', () => ID, { description: 'The activity.' }) activityId: string,
    @Arg('from', () => CivilDate, first) from: string,
    @Arg('until', () => CivilDate, last) until: string,
    @Arg('account', () => ActivityAccount, {
      defaultValue: ActivityAccount.AVAILABLE,
      description: 'Which of its accounts.',
    })
    account: ActivityAccount,
  ): Promise<types.ActivityStatement> {
    const ctx = known(request);
    const id = localId('Activity', activityId, 'activityId');
    const scope = await activityScope(ctx, id, account, { from, until });
    if (scope === null) throw notFound('Activity', activityId);
    const { openingMinor, closingMinor } = await balancesOf(ctx.platform.database, scope);
    const { currency } = scope;
    return {
      ...{ scope, opening: money(openingMinor, currency), closing: money(closingMinor, currency) },
    };
  }

  @Requires('report.read')
  @Query(() => types.VatListing, { description: 'The VAT of a period.' })
  async vatListing(
    @Ctx() request: RequestContext,
    @Arg('from', () => CivilDate, first) from: string,
    @Arg('until', () => CivilDate, last) until: string,
    @Arg('hostEntityId', () => ID, entity) hostEntityId?: string | null,
  ): Promise<types.VatListing> {
    const ctx = known(request);
    const scope = await cooperativeScope(ctx, from, until, entityOf(hostEntityId));
    const sql = ctx.platform.database;
    const [rows, booked] = await Promise.all([vatSums(sql, scope), vatBooked(sql, scope)]);
    const { currency } = scope;
    return {
      scope,
      rows: rows.map((row) => ({
        ...{ kind: row.kind, category: row.category, rate: percentOf(row.rate) },
        documents: Number(row.documents),
        base: money(BigInt(row.baseMinor), currency),
        vat: money(BigInt(row.vatMinor), currency),
      })),
      payable: money(booked.payableMinor, currency),
      regularised: money(booked.regularisedMinor, currency),
      deductible: money(booked.deductibleMinor, currency),
    };
  }

  @Requires('report.read')
  @Query(() => types.FeeReport, { description: 'The fees of a period.' })
  async feeReport(
    @Ctx() request: RequestContext,
    @Arg('from', () => CivilDate, first) from: string,
    @Arg('until', () => CivilDate, last) until: string,
    @Arg('hostEntityId', () => ID, entity) hostEntityId?: string | null,
  ): Promise<types.FeeReport> {
    const ctx = known(request);
    const scope = await cooperativeScope(ctx, from, until, entityOf(hostEntityId));
    const sql = ctx.platform.database;
    const [rows, booked] = await Promise.all([feeSums(sql, scope), feesBooked(sql, scope)]);
    const { currency } = scope;
    return {
      scope,
      rows: rows.map((row) => ({
        kind: row.kind,
        income: money(BigInt(row.incomeMinor), currency),
        base: money(BigInt(row.baseMinor), currency),
        fee: money(BigInt(row.feeMinor), currency),
      })),
      booked: money(booked, currency),
    };
  }

  @Requires('report.read')
  @Query(() => types.FundReport, { description: 'The guarantee fund over a period.' })
  async fundReport(
    @Ctx() request: RequestContext,
    @Arg('from', () => CivilDate, first) from: string,
    @Arg('until', () => CivilDate, last) until: string,
  ): Promise<types.FundReport> {
    const ctx = known(request);
    const scope = await cooperativeScope(ctx, from, until);
    const sql = ctx.platform.database;
    const [sums, movements] = await Promise.all([fundSums(sql, scope), fundMovements(sql, scope)]);
    const { currency } = scope;
    return {
      scope,
      rows: ['fund.available', 'fund.claims', 'fund.losses'].map((account) => {
        const sum = sums.find(({ code }) => code === account);
        return {
          account,
          opening: money(BigInt(sum?.openingMinor ?? 0), currency),
          closing: money(BigInt(sum?.closingMinor ?? 0), currency),
        };
      }),
      movements: movements.map(({ kind, amountMinor }) => ({
        ...{ kind, amount: money(BigInt(amountMinor), currency) },
      })),
    };
  }

  @Requires('report.read')
  @Query(() => types.Journal, { description: 'Every entry of the ledger in a period.' })
  async journal(
    @Ctx() request: RequestContext,
    @Arg('from', () => CivilDate, first) from: string,
    @Arg('until', () => CivilDate, last) until: string,
    @Arg('hostEntityId', () => ID, entity) hostEntityId?: string | null,
  ): Promise<types.Journal> {
    const ctx = known(request);
    const scope = await cooperativeScope(ctx, from, until, entityOf(hostEntityId));
    return { scope, unmapped: await unmappedCodes(ctx.platform.database, scope) };
  }

  @Requires('report.read')
  @Query(() => [types.ChartAccount], {
    description: 'Every account of the ledger with its account of the co-operative’s chart.',
  })
  chartAccounts(
    @Ctx() request: RequestContext,
    @Arg('on', () => CivilDate, { nullable: true, description: 'The day; today when absent.' })
    on?: string | null,
  ): Promise<types.ChartAccount[]> {
    const ctx = known(request);
    return chartAccounts(ctx, on ?? ctx.platform.clock.today());
  }

  @Requires('chart.write')
  @Mutation(() => types.ChartPayload, {
    description: 'Says which account of the chart each account of the ledger is, from a day on.',
  })
  async mapChartAccounts(
    @Ctx() request: RequestContext,
    @Arg('input', () => types.MapChartAccountsInput, { description: 'The accounts.' })
    input: types.MapChartAccountsInput,
  ): Promise<types.ChartPayload> {
    const ctx = known(request);
    const { violations } = await mapChartAccounts(ctx, input);
    return { accounts: await chartAccounts(ctx, input.from), violations };
  }
}
