/** The pay of many contracts at once: as many statements for two hundred as for one. */
import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { newId } from '../../platform/ids.js';
import type { Finding } from '../../platform/write/violation.js';
import { activityAccount, cooperativeAccount, hostAccount } from '../accounts.js';
import { advanceFindings, type FundGround } from '../fund/fund-room.js';
import { fundRuleAt } from '../fund/fund-rule.js';
import { advanceLines, lockFunds } from '../fund/guarantee-fund.js';
import { nothingSpokenFor, spokenForOf } from '../fund/spoken-for.js';
import { actorOf, moved } from '../invoice/invoice-entries.js';
import {
  type AccountBalance,
  balances,
  credit,
  debit,
  type Posting,
  post,
} from '../ledger/ledger.js';
import { insertPayouts } from './make-payout.js';

/** What the pay of a contract costs an activity; ids are UUIDs, amounts not negative. */
export interface Salary {
  readonly activityId: string;
  readonly contractId: string;
  /** The member who worked and is paid the net amount. */
  readonly workerId: string;
  readonly netMinor: bigint;
  /** Withheld for the state. */
  readonly taxMinor: bigint;
  /** Contributions of worker and employer. */
  readonly socialMinor: bigint;
  /** What is left of the work budget for the costs that members share; negative: it fell short. */
  readonly sharedMinor?: bigint;
  /** The civil day on which the worker must have it. */
  readonly dueOn: string;
  /** True: the net amount stays owed to the worker and is paid out in parts later. */
  readonly kept?: boolean;
}

/** What stands in the way of one salary, or what paying it takes. */
export interface SalaryPlan {
  readonly salary: Salary;
  readonly findings: readonly Finding[];
  /** What the guarantee fund puts in, because the clients have not paid yet. */
  readonly shortfallMinor: bigint;
  readonly activity: { readonly currency: string; readonly hostEntityId: string };
}

/**
 * In the order given: each activity pays, and where it cannot, the guarantee fund does within its
 * policy; what one salary takes, the next no longer has. Locks activities and fund, so that the plan
 * still holds when it is carried out in the same transaction. An unknown activity is no plan.
 */
export async function planSalaries(
  tx: Tx,
  ctx: Context,
  salaries: readonly Salary[],
): Promise<SalaryPlan[]> {
  const activities = await lockActivities(tx, salaries);
  const paid = await paidAlready(tx, salaries);
  await lockFunds(tx);
  const day = ctx.platform.clock.today();
  const rule = await fundRuleAt(tx, tx.cooperativeId, day);
  const money = await moneyOf(tx, [...activities.keys()]);
  return salaries.flatMap((salary) => {
    const activity = activities.get(salary.activityId);
    if (activity === undefined) return [];
    const { currency } = activity;
    const ground = money.ground(salary.activityId, currency, { rule, day });
    const totalMinor = totalOf(salary);
    const missing = totalMinor - ground.money.availableMinor;
    const shortfallMinor = missing > 0n ? missing : 0n;
    const findings = [
      ...(paid.has(salary.contractId) ? [{ code: 'salary.already-paid' }] : []),
      ...(shortfallMinor === 0n ? [] : advanceFindings(ground, shortfallMinor)),
    ];
    if (findings.length === 0) {
      money.take(salary.activityId, currency, { totalMinor, shortfallMinor });
    }
    return [{ salary, findings, shortfallMinor, activity }];
  });
}

export interface PaidSalary {
  readonly contractId: string;
  /** Null when there is no net amount to pay, or it is kept for later. */
  readonly payoutId: string | null;
  readonly advancedMinor: bigint;
  /** Null when nothing was to be booked: no day of the contract is paid. */
  readonly transactionId: string | null;
}

/** Books the plans that nothing stands against, in one call of the ledger, and makes the payouts. */
export async function paySalaries(
  tx: Tx,
  ctx: Context,
  plans: readonly SalaryPlan[],
): Promise<PaidSalary[]> {
  const payable = plans.filter(({ findings }) => findings.length === 0);
  const paid = payable.map((plan) => ({
    ...plan,
    payoutId: plan.salary.netMinor > 0n && !plan.salary.kept ? newId() : null,
  }));
  await insertPayouts(
    tx,
    ctx,
    paid.flatMap(({ salary, payoutId, activity }) =>
      payoutId === null ? [] : [payoutOf(salary, payoutId, activity.currency)],
    ),
  );
  const postings = paid.map((plan) => salaryPostings(tx, ctx, plan));
  const posted = await post(tx, tx.cooperativeId, postings.flat());
  let last = -1;
  return paid.map(({ salary, payoutId, shortfallMinor }, i) => {
    last += postings[i]?.length ?? 0;
    const transactionId = postings[i]?.length ? (posted[last]?.id as string) : null;
    return {
      ...{ contractId: salary.contractId, payoutId, advancedMinor: shortfallMinor },
      transactionId,
    };
  });
}

const payoutOf = (salary: Salary, id: string, currency: string) => ({
  ...{ id, activityId: salary.activityId, payeeId: salary.workerId },
  ...{ amountMinor: salary.netMinor, currency, dueOn: salary.dueOn },
  source: { type: 'contract', id: salary.contractId },
});

/** In the order of their ids: transactions that lock several activities wait in turn. */
async function lockActivities(
  tx: Tx,
  salaries: readonly Salary[],
): Promise<Map<string, SalaryPlan['activity']>> {
  const rows = await tx.query<SalaryPlan['activity'] & { id: string }>(
    `select id, currency, host_entity_id as "hostEntityId" from core.activity
     where cooperative_id = $1 and id = any($2::uuid[]) order by id for no key update`,
    [tx.cooperativeId, [...new Set(salaries.map(({ activityId }) => activityId))]],
  );
  return new Map(rows.map(({ id, ...activity }) => [id, activity]));
}

async function paidAlready(tx: Tx, salaries: readonly Salary[]): Promise<ReadonlySet<string>> {
  const claims = await tx.query<{ id: string }>(
    `select c.source_id as id from unnest($2::uuid[]) as w(id)
     cross join lateral (
       select source_id from ledger.source_claim
       where source_id = w.id and kind = 'SALARY_PAID' and source_type = 'contract'
         and cooperative_id = $1 limit 1) c`,
    [tx.cooperativeId, salaries.map(({ contractId }) => contractId)],
  );
  return new Set(claims.map(({ id }) => id));
}

/** What activities and fund have, kept up to date in memory while salaries are planned. */
async function moneyOf(tx: Tx, activityIds: readonly string[]) {
  const fund = { type: 'cooperative', id: tx.cooperativeId };
  const owners = activityIds.map((id) => ({ type: 'activity', id }));
  const known = new Map<string, bigint>();
  const key = (id: string, code: string, currency: string) => `${id} ${code} ${currency}`;
  for (const balance of await balances(tx, tx.cooperativeId, [fund, ...owners])) {
    known.set(key(balance.owner.id, balance.code, balance.currency), usable(balance));
  }
  const spoken = await spokenForOf(tx, tx.cooperativeId, activityIds);
  const spokenFor = (id: string) => spoken.get(id) ?? nothingSpokenFor;
  const of = (id: string, code: string, currency: string) =>
    known.get(key(id, code, currency)) ?? 0n;
  const add = (id: string, code: string, currency: string, amount: bigint) =>
    known.set(key(id, code, currency), of(id, code, currency) + amount);
  return {
    ground: (id: string, currency: string, held: Pick<FundGround, 'rule' | 'day'>): FundGround => ({
      money: {
        availableMinor: of(id, 'activity.available', currency),
        expectedMinor: of(id, 'activity.expected', currency) - spokenFor(id).doubtfulMinor,
        advancedMinor: of(id, 'activity.advanced', currency),
      },
      pledgedMinor: spokenFor(id).pledgedMinor,
      fundMinor: of(fund.id, 'fund.available', currency),
      currency,
      ...held,
    }),
    take: (
      id: string,
      currency: string,
      { totalMinor, shortfallMinor }: { totalMinor: bigint; shortfallMinor: bigint },
    ) => {
      add(id, 'activity.available', currency, shortfallMinor - totalMinor);
      add(id, 'activity.advanced', currency, shortfallMinor);
      add(fund.id, 'fund.available', currency, -shortfallMinor);
    },
  };
}

/** Down to the floor where money leaves; what is posted where it is only looked at. */
const usable = ({ code, availableMinor, postedMinor, floorMinor }: AccountBalance): bigint =>
  code.endsWith('.available') ? availableMinor - (floorMinor ?? 0n) : postedMinor;

function salaryPostings(tx: Tx, ctx: Context, plan: SalaryPlan): Posting[] {
  const { salary, shortfallMinor, activity } = plan;
  const { activityId, contractId } = salary;
  if (totalOf(salary) === 0n) return [];
  const { currency, hostEntityId } = activity;
  const head = {
    ...actorOf(ctx),
    sourceType: 'contract',
    sourceId: contractId,
    eventOn: ctx.platform.clock.today(),
  };
  const owed = (code: 'salary.payable' | 'tax.payable' | 'social.payable', amount: bigint) =>
    credit(hostAccount(hostEntityId, code, currency), amount);
  const shared = cooperativeAccount(tx.cooperativeId, 'service.income', currency);
  const advanced = {
    ...{ ...head, key: `salary:${contractId}:advance`, kind: 'FUND_ADVANCED' },
    lines: advanceLines(tx.cooperativeId, { activityId, currency, amountMinor: shortfallMinor }),
  };
  const paid = {
    ...{ ...head, key: `salary:${contractId}`, kind: 'SALARY_PAID' },
    lines: moved([
      debit(activityAccount(activityId, 'activity.available', currency), totalOf(salary)),
      owed('salary.payable', salary.netMinor),
      owed('tax.payable', salary.taxMinor),
      owed('social.payable', salary.socialMinor),
      credit(shared, salary.sharedMinor ?? 0n),
    ]),
  };
  return shortfallMinor === 0n ? [paid] : [advanced, paid];
}

const totalOf = ({ netMinor, taxMinor, socialMinor, sharedMinor }: Salary): bigint =>
  netMinor + taxMinor + socialMinor + (sharedMinor ?? 0n);
