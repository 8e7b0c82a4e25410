import { members } from '../../member/member.policy.js';
import type { Context } from '../../platform/context.js';
import type { Sql } from '../../platform/database/sql.js';
import { GezelError, notFound } from '../../platform/errors.js';
import { globalId, newId } from '../../platform/ids.js';
import { violationsOf } from '../../platform/model/say.js';
import { byId } from '../../platform/read/read.js';
import { requireReach } from '../../platform/viewer.js';
import { record } from '../../platform/write/record.js';
import { transact } from '../../platform/write/transact.js';
import type { Finding, Violation } from '../../platform/write/violation.js';
import { seesPay } from '../payslip/payslip-source.js';

/** What a worker chose about pay; amounts in minor units, the rate in hundred-thousandths. */
export interface Choice {
  readonly from: string;
  readonly withholdingShare: number | null;
  readonly children: number;
  readonly single: boolean;
  readonly spouseWithoutIncome: boolean;
  readonly disabled: boolean;
  readonly instalmentMinor: bigint | null;
}

/** The choice that holds on a day; null: none was made, the law's rates and the due day hold. */
export async function choiceAt(
  sql: Sql,
  cooperativeId: string,
  memberId: string,
  day: string,
): Promise<Choice | null> {
  const [row] = await sql.query<Choice & Record<string, unknown>>(
    `select from_day as "from", withholding_share as "withholdingShare", children, single,
       spouse_without_income as "spouseWithoutIncome", disabled,
       instalment_minor as "instalmentMinor"
     from core.pay_choice
     where cooperative_id = $1 and member_id = $2 and from_day <= $3::date
     order by from_day desc limit 1`,
    [cooperativeId, memberId, day],
    'pay-choice-at',
  );
  return row ?? null;
}

/** Null for whoever may not see that person's pay. */
export async function visibleChoice(ctx: Context, memberId: string): Promise<Choice | null> {
  if (!seesPay(ctx, memberId)) return null;
  const { platform, viewer } = ctx;
  return choiceAt(platform.database, viewer.cooperativeId, memberId, platform.clock.today());
}

/**
 * Notes what a worker chooses from a day on: for oneself, or for anybody by those who change all
 * members. Contracts that are signed already keep what they were signed with; instalments begin with
 * what is paid from that day on.
 */
export async function setPayChoice(
  ctx: Context,
  memberId: string,
  choice: Choice,
): Promise<Violation[]> {
  const reach = requireReach(ctx.viewer, 'member.write');
  const member = await byId(ctx, members, memberId);
  if (member === null) throw notFound('Member', globalId('Member', memberId));
  if (reach !== 'all' && memberId !== ctx.viewer.memberId) {
    throw new GezelError('FORBIDDEN', { permission: 'member.write' });
  }
  const findings = choiceFindings(choice, ctx.platform.clock.today());
  if (findings.length > 0) return violationsOf(ctx, findings);
  await transact(ctx, async (tx) => {
    await tx.query(
      `insert into core.pay_choice (cooperative_id, id, member_id, from_day, withholding_share,
         children, single, spouse_without_income, disabled, instalment_minor, created_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
       on conflict (cooperative_id, member_id, from_day) do update
       set withholding_share = excluded.withholding_share, children = excluded.children,
         single = excluded.single, spouse_without_income = excluded.spouse_without_income,
         disabled = excluded.disabled, instalment_minor = excluded.instalment_minor,
         created_by = excluded.created_by`,
      [
        ...[tx.cooperativeId, newId(), memberId, choice.from, choice.withholdingShare],
        ...[choice.children, choice.single, choice.spouseWithoutIncome, choice.disabled],
        ...[choice.instalmentMinor, ctx.viewer.memberId],
      ],
    );
    const subject = { type: 'Member', id: memberId };
    await record(tx, ctx, 'pay-choice.set', [{ type: 'pay-choice.set', subject }]);
  });
  return [];
}

function choiceFindings(choice: Choice, today: string): Finding[] {
  const found: Finding[] = [];
  const { from, children, single, spouseWithoutIncome, instalmentMinor } = choice;
  if (from < today) {
    found.push({ code: 'pay.choice-in-the-past', path: ['from'], values: { from, today } });
  }
  if (children < 0 || children > 30) {
    found.push({ code: 'pay.children-out-of-range', path: ['household', 'children'] });
  }
  if (single && spouseWithoutIncome) {
    found.push({ code: 'pay.single-with-spouse', path: ['household', 'single'] });
  }
  if (instalmentMinor !== null && instalmentMinor <= 0n) {
    found.push({ code: 'pay.amount-out-of-range', path: ['monthlyInstalment'] });
  }
  return found;
}
