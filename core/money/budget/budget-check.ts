import type { Context } from '../../platform/context.js';
import { minorDigits } from '../../platform/currencies.js';
import type { Tx } from '../../platform/database/transaction.js';
import { decimalOf } from '../../platform/money.js';
import type { Finding } from '../../platform/write/violation.js';
import { type BudgetPolicy } from './budget.entity.js';
import { budgetFigures } from './budget-figures.js';

/** Money that a step is about to bind: not yet among what is committed. */
export interface Commitment {
  readonly activityId: string;
  /** The document that commits: its snake-case type and its UUID; its link says the project. */
  readonly source: { readonly type: string; readonly id: string };
  /** Of a document that has no link yet: its project. */
  readonly projectId?: string | null;
  /** A line of budgets, e.g. "WORK". */
  readonly kind: string;
  readonly amountMinor: bigint;
  /** The day to which it counts. */
  readonly day: string;
}

/**
 * What the budgets of an activity say to a commitment: a warning or a refusal, as each budget has it.
 * The caller has locked the activity, so that two commitments do not share what is left.
 */
export async function budgetFindings(
  tx: Tx,
  ctx: Context,
  commitment: Commitment,
): Promise<Finding[]> {
  const budgets = await budgetsOver(tx, commitment);
  if (budgets.length === 0) return [];
  const figures = await budgetFigures(
    ctx,
    tx,
    budgets.map(({ id }) => id),
  );
  return budgets.flatMap(({ id, title, policy, currency }) => {
    const line = figures.get(id)?.find(({ kind }) => kind === commitment.kind);
    if (line === undefined) return [];
    const bound = line.spentMinor + line.committedMinor + commitment.amountMinor;
    if (bound <= line.plannedMinor) return [];
    const said = (minor: bigint) => decimalOf(minor, minorDigits(currency));
    const values = {
      ...{ title, kind: commitment.kind, currency },
      ...{ planned: said(line.plannedMinor), bound: said(bound) },
    };
    const severity = policy === 'REFUSE' ? ('ERROR' as const) : ('WARNING' as const);
    return [{ code: 'budget.passed', severity, values }];
  });
}

interface BudgetOver {
  readonly id: string;
  readonly title: string;
  readonly policy: `${BudgetPolicy}`;
  readonly currency: string;
}

/** The open budgets that have a line for it: of the activity, and of the document's project. */
function budgetsOver(
  tx: Tx,
  { activityId, source, projectId, kind, day }: Commitment,
): Promise<BudgetOver[]> {
  return tx.query<BudgetOver>(
    `select b.id, b.title, b.policy, b.currency from core.budget b
     join core.budget_line n on n.cooperative_id = b.cooperative_id and n.budget_id = b.id
       and n.kind = $3
     where b.cooperative_id = $1 and b.activity_id = $2 and b.status = 'OPEN'
       and $4::date between b.from_day and b.until_day
       and (b.project_id is null or b.project_id = $5 or b.project_id = (
         select l.project_id from core.project_link l
         where l.cooperative_id = b.cooperative_id and l.activity_id = b.activity_id
           and l.source_type = $6 and l.source_id = $7))
     order by b.id`,
    [tx.cooperativeId, activityId, kind, day, projectId ?? null, source.type, source.id],
  );
}
