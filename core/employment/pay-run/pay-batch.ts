import { paySalaries, planSalaries } from '../../money/payout/pay-salaries.js';
import { findingsOf } from '../../money/refused.js';
import type { Context, Platform } from '../../platform/context.js';
import { inTransaction, type Tx } from '../../platform/database/transaction.js';
import { systemContext } from '../../platform/host/system-viewer.js';
import { newId } from '../../platform/ids.js';
import { record } from '../../platform/write/record.js';
import { type Finding, refuses } from '../../platform/write/violation.js';
import { ContractStatus } from '../contract/contract.entity.js';
import { contractPay } from '../contract/transitions.js';
import { salaryOf } from '../pay/salary-of.js';
import { type DueContract, dueContracts } from './due-batch.js';
import { keepReserves } from './reserve.js';

export interface RunRef {
  readonly cooperativeId: string;
  readonly id: string;
}

export interface BatchOutcome {
  readonly over: boolean;
  readonly paid: number;
  readonly refused: number;
}

/**
 * Pays the next contracts of a run in one transaction: 1 takes the run, so that two servers work in
 * turns; 2 locks what is due behind the last contract; 3 lets the plugins judge each step; 4 plans
 * money; 5 books, pays out and marks what can be paid, and notes whom it cannot pay and why; 6 moves
 * the run's mark. A server that dies here leaves nothing, and the next goes on behind the mark.
 */
export async function payBatch(
  platform: Platform,
  run: RunRef,
  size: number,
): Promise<BatchOutcome> {
  try {
    return await inTransaction(platform.orm, run.cooperativeId, (tx) =>
      payNext(platform, tx, run, size, []),
    );
  } catch (error) {
    // The ledger refuses a whole call, an error breaks it off: one by one, only the contract that it is
    // about is refused. Where nothing can be noted either, the run waits where it is.
    if (size > 1) return payBatch(platform, run, 1);
    const findings = findingsOf(error) ?? failureOf(platform, run, error);
    return inTransaction(platform.orm, run.cooperativeId, (tx) =>
      payNext(platform, tx, run, 1, findings),
    );
  }
}

/** What went wrong is for who runs the server, under this reference. */
function failureOf(platform: Platform, { id }: RunRef, error: unknown): Finding[] {
  const reference = newId();
  platform.log.error({ err: error, payRunId: id, reference }, 'a contract could not be paid');
  return [{ code: 'pay-run.failed', values: { reference } }];
}

interface TakenRun {
  readonly dueUntil: string;
  readonly startedBy: string;
  readonly lastContractId: string;
}

async function payNext(
  platform: Platform,
  tx: Tx,
  run: RunRef,
  size: number,
  known: readonly Finding[],
): Promise<BatchOutcome> {
  const taken = await takeRun(tx, run);
  if (taken === null) return { over: true, paid: 0, refused: 0 };
  const ctx = contextOf(platform, run, taken, tx);
  const due = await dueContracts(tx, { ...taken, day: platform.clock.today(), limit: size });
  if (due.length === 0) {
    await finish(tx, ctx, run);
    return { over: true, paid: 0, refused: 0 };
  }
  const judged = await Promise.all(due.map((one) => judge(ctx, tx, one, known)));
  const admitted = due.filter((_, i) => !refuses(judged[i] as Finding[]));
  const plans = await planSalaries(tx, ctx, admitted.map(salaryOf));
  const paid = await paySalaries(tx, ctx, plans);
  const advancedMinor = paid.reduce((sum, one) => sum + one.advancedMinor, 0n);
  const paidIds = new Set(paid.map(({ contractId }) => contractId));
  const payable = admitted.filter(({ id }) => paidIds.has(id));
  const refusals = new Map(
    [
      ...due.map(({ id }, i) => [id, judged[i] as readonly Finding[]] as const),
      ...plans.map(({ salary, findings }) => [salary.contractId, findings] as const),
    ].filter(([, findings]) => refuses(findings)),
  );
  await markPaid(tx, [...paidIds], platform.clock.today());
  await keepReserves(tx, payable, platform.clock.today());
  await noteRefusals(tx, run, refusals);
  await moveMark(tx, run, { due, payable, refused: refusals.size, advancedMinor });
  const advances = new Map(paid.map((one) => [one.contractId, one]));
  await record(tx, ctx, 'pay-run.batch', [
    { type: 'pay-run.progressed', subject: { type: 'PayRun', id: run.id } },
    ...payable.map(({ id, activityId }) => ({
      ...{ type: 'contract.paid', subject: { type: 'Contract', id }, activityId },
      payload: {
        payoutId: advances.get(id)?.payoutId ?? null,
        advancedMinor: `${advances.get(id)?.advancedMinor ?? 0n}`,
        payRunId: run.id,
      },
    })),
  ]);
  return { over: false, paid: paidIds.size, refused: refusals.size };
}

async function judge(
  ctx: Context,
  tx: Tx,
  contract: DueContract,
  known: readonly Finding[],
): Promise<Finding[]> {
  const { employerContributionMinor: _, kept: __, ...before } = contract;
  const after = { ...before, status: ContractStatus.PAID, version: before.version + 1 };
  const change = { before, after: { ...after, paidOn: ctx.platform.clock.today() } };
  if (refuses(known)) return [...known];
  return [...known, ...(await ctx.platform.host.judge(ctx, tx, contractPay, change))];
}

/** Whoever started the run makes the payouts, and somebody else releases them. */
function contextOf(platform: Platform, run: RunRef, taken: TakenRun, tx: Tx): Context {
  const ctx = systemContext(platform, run.cooperativeId, tx);
  return { ...ctx, viewer: { ...ctx.viewer, memberId: taken.startedBy } };
}

async function takeRun(tx: Tx, { id }: RunRef): Promise<TakenRun | null> {
  const [run] = await tx.query<TakenRun>(
    `select due_until as "dueUntil", started_by as "startedBy",
       last_contract_id as "lastContractId"
     from core.pay_run where cooperative_id = $1 and id = $2 and status = 'RUNNING' for update`,
    [tx.cooperativeId, id],
  );
  return run ?? null;
}

async function markPaid(tx: Tx, ids: readonly string[], today: string): Promise<void> {
  await tx.query(
    `update core.contract set status = 'PAID', paid_on = $3, version = version + 1
     where cooperative_id = $1 and id = any($2::uuid[])`,
    [tx.cooperativeId, ids, today],
  );
}

async function noteRefusals(
  tx: Tx,
  run: RunRef,
  refusals: ReadonlyMap<string, readonly Finding[]>,
): Promise<void> {
  if (refusals.size === 0) return;
  const rows = [...refusals].map(([contractId, findings]) => ({ contractId, findings }));
  await tx.query(
    `insert into core.pay_run_refusal (cooperative_id, pay_run_id, contract_id, findings)
     select $1, $2, r."contractId", r.findings
     from jsonb_to_recordset($3::jsonb) as r("contractId" uuid, findings jsonb)`,
    [tx.cooperativeId, run.id, JSON.stringify(rows, printable)],
  );
}

/** Values of findings are said to people: a bigint is its digits. */
const printable = (_key: string, value: unknown) =>
  typeof value === 'bigint' ? value.toString() : value;

async function moveMark(
  tx: Tx,
  run: RunRef,
  step: {
    readonly due: readonly DueContract[];
    readonly payable: readonly DueContract[];
    readonly refused: number;
    readonly advancedMinor: bigint;
  },
): Promise<void> {
  const netMinor = step.payable.reduce((sum, one) => sum + (one.netMinor ?? 0n), 0n);
  await tx.query(
    `update core.pay_run set paid = paid + $3, refused = refused + $4, net_minor = net_minor + $5,
       advanced_minor = advanced_minor + $6, last_contract_id = $7
     where cooperative_id = $1 and id = $2`,
    [
      ...[tx.cooperativeId, run.id, step.payable.length, step.refused, netMinor],
      ...[step.advancedMinor, step.due.at(-1)?.id],
    ],
  );
}

async function finish(tx: Tx, ctx: Context, run: RunRef): Promise<void> {
  await tx.query(
    `update core.pay_run set status = 'DONE', finished_at = $3
     where cooperative_id = $1 and id = $2`,
    [tx.cooperativeId, run.id, ctx.platform.clock.now()],
  );
  const subject = { type: 'PayRun', id: run.id };
  await record(tx, ctx, 'pay-run.finish', [{ type: 'pay-run.finished', subject }]);
}
