import type { Context } from '../../platform/context.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { badInput, GezelError } from '../../platform/errors.js';
import type { DomainDownload } from '../../platform/files/downloads.js';
import { globalId } from '../../platform/ids.js';
import { violationsOf } from '../../platform/model/say.js';
import { money } from '../../platform/money.js';
import { requireReach } from '../../platform/viewer.js';
import type { Finding } from '../../platform/write/violation.js';
import type { DmfaExport } from './dmfa.types.js';
import { type Quarter, quarterOf } from './dmfa-source.js';
import type { NumbersOf } from './dmfa-xml.js';

/** What is to be declared of a quarter, in sums, and what is still open about it. */
export async function dmfaExport(
  ctx: Context,
  year: number,
  nth: number,
): Promise<Omit<DmfaExport, 'document'>> {
  requireDeclarer(ctx);
  const quarter = validQuarter(year, nth);
  const [sums] = await ctx.platform.database.query<SumsRow>(
    sumsStatement,
    [ctx.viewer.cooperativeId, quarter.from, quarter.until],
    'dmfa-sums',
  );
  const { currency, workers, contracts, base, employee, employer, unnamed, unkept } =
    sums as SumsRow;
  const open = unnamed.map((workerClass) => ({
    ...{ code: 'dmfa.no-worker-code', severity: 'WARNING' as const },
    values: { workerClass, year, quarter: nth },
  }));
  const lost = {
    ...{ code: 'dmfa.pay-not-kept', severity: 'WARNING' as const, values: { count: unkept } },
  };
  return {
    ...{ year, quarter: nth, workers, contracts },
    contributionBase: money(base, currency),
    employeeContribution: money(employee, currency),
    employerContribution: money(employer, currency),
    problems: violationsOf(ctx, [
      ...open,
      ...(unkept > 0 ? [lost] : []),
      ...(await withoutNumber(ctx, quarter)),
    ]),
  };
}

/** Everybody who worked in the quarter and of whom no national number is known, by name. */
async function withoutNumber({ platform, viewer }: Context, quarter: Quarter): Promise<Finding[]> {
  const { database, vault } = platform;
  const { cooperativeId } = viewer;
  const workers = await database.query<{ id: string; name: string }>(
    workersStatement,
    [cooperativeId, quarter.from, quarter.until],
    'dmfa-workers',
  );
  const ids = workers.map(({ id }) => id);
  const known = await vault.has(database, cooperativeId, 'national-number', ids);
  const lacking = workers.filter(({ id }) => !known.has(id));
  const named: Finding[] = lacking.slice(0, namedAtMost).map(({ id, name }) => ({
    ...{ code: 'dmfa.no-national-number', severity: 'WARNING' as const },
    ...{ path: ['workers', globalId('Member', id)], values: { worker: name } },
  }));
  const count = lacking.length - named.length;
  if (count === 0) return named;
  return [...named, { code: 'dmfa.more-without-number', severity: 'WARNING', values: { count } }];
}

const namedAtMost = 100;

export const dmfaDownload: DomainDownload = {
  name: 'dmfa',
  open: async (ctx, params) => {
    if (ctx.viewer.grants.get('contract.read') !== 'all') return null;
    const quarter = validQuarter(Number(params.year), Number(params.quarter));
    const { dmfaXml } = await import('./dmfa-xml.js');
    return {
      ...{ mediaType: dmfaType, filename: dmfaName(quarter.year, quarter.quarter) },
      body: dmfaXml(ctx.platform.database, ctx.viewer.cooperativeId, quarter, numbersFor(ctx)),
    };
  },
};

/**
 * Only whoever declares to social security gets national numbers, and each opening is written down, with
 * who and for which employer; null for everybody else, who may read the quarter without them.
 */
function numbersFor({ platform, viewer }: Context): NumbersOf | null {
  if (viewer.grants.get('declaration.write') !== 'all') return null;
  const { orm, vault } = platform;
  return (employerId, memberIds) =>
    inTransaction(orm, viewer.cooperativeId, async (tx) => {
      const about = { type: 'HostEntity', id: employerId };
      const use = { purpose: 'dmfa.declare', about, actor: viewer.memberId };
      const found = new Map<string, string>();
      for (const memberId of memberIds) {
        const number = await vault.open(tx, { memberId, kind: 'national-number' }, use);
        if (number !== null) found.set(memberId, number);
      }
      return found;
    });
}

export const dmfaType = 'application/xml';
export const dmfaName = (year: number, quarter: number) => `dmfa-${year}-${quarter}.xml`;

function requireDeclarer({ viewer }: Context): void {
  if (requireReach(viewer, 'contract.read') !== 'all') {
    throw new GezelError('FORBIDDEN', { permission: 'contract.read' });
  }
}

function validQuarter(year: number, nth: number): Quarter {
  if (!Number.isInteger(nth) || nth < 1 || nth > 4) {
    throw badInput('A quarter is 1 to 4.', 'quarter');
  }
  if (!Number.isInteger(year) || year < 2000 || year > 2200) {
    throw badInput(`${year} is not a year of declarations.`, 'year');
  }
  return quarterOf(year, nth);
}

interface SumsRow {
  readonly currency: string;
  readonly workers: number;
  readonly contracts: number;
  readonly base: bigint;
  readonly employee: bigint;
  readonly employer: bigint;
  /** Classes of worker without a code. */
  readonly unnamed: readonly string[];
  /** Contracts of before it was kept how their pay was computed. */
  readonly unkept: number;
}

const workersStatement = `
  select m.id, m.display_name as name from core.member m
  where m.cooperative_id = $1 and exists (
    select from core.contract c
    where c.cooperative_id = $1 and c.worker_id = m.id and c.agency_id is null
      and c.status in ('WORKED', 'PAID') and (
      select min(d.day) from core.contract_day d
      where d.cooperative_id = c.cooperative_id and d.contract_id = c.id) between
        $2::date and $3::date - 1)
  order by m.id`;

const sumsStatement = `
  select o.currency, count(distinct c.worker_id)::integer as workers,
    count(c.id)::integer as contracts,
    coalesce(sum(p.contribution_base_minor), 0)::bigint as base,
    coalesce(sum(c.employee_contribution_minor), 0)::bigint as employee,
    coalesce(sum(p.employer_contribution_minor), 0)::bigint as employer,
    coalesce(array_agg(distinct p.worker_class)
      filter (where p.worker_code is null and p.worker_class is not null), '{}') as unnamed,
    (count(c.id) filter (where p.contract_id is null))::integer as unkept
  from core.cooperative o
  left join lateral (
    select c.* from core.contract c
    where c.cooperative_id = o.id and c.agency_id is null
      and c.status in ('WORKED', 'PAID') and (
      select min(d.day) from core.contract_day d
      where d.cooperative_id = c.cooperative_id and d.contract_id = c.id) between
        $2::date and $3::date - 1) c on true
  left join core.contract_pay p on p.cooperative_id = c.cooperative_id and p.contract_id = c.id
  where o.id = $1 group by o.currency`;
