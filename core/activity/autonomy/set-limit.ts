import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { newId } from '../../platform/ids.js';
import { lineFindings, tidy } from '../../platform/model/text.js';
import { minorOf } from '../../platform/money.js';
import { requireReach } from '../../platform/viewer.js';
import { runTransition, type Snapshot, type Transition } from '../../platform/write/transition.js';
import type { Finding, Violation } from '../../platform/write/violation.js';
import { limitsOn } from './autonomy.service.js';
import type { AutonomyLevel, AutonomyLimit } from './level.js';
import { backdated } from './set-level.js';

/** A limit as it would hold; `amountMinor` is in the co-operative's currency. */
export interface LimitState extends Snapshot {
  readonly level: AutonomyLevel;
  readonly transition: string;
  readonly amountMinor: bigint | null;
  readonly currency: string;
  readonly termDays: number | null;
  readonly workers: number | null;
  readonly from: string;
  readonly source: string;
}

export const autonomySetLimit: Transition<LimitState> = {
  ...{ name: 'autonomy.set-limit', subject: 'Cooperative', tags: ['legal'] },
};

export interface LimitDecision {
  readonly level: AutonomyLevel;
  readonly transition: string;
  /** An exact decimal in the co-operative's currency; null: not limited. */
  readonly amount?: string | null;
  readonly termDays?: number | null;
  readonly workers?: number | null;
  readonly from?: string | null;
  readonly source: string;
  readonly dryRun?: boolean | null;
}

export interface LimitOutcome {
  /** The limits that hold on the decision's first day; null when it was refused or only tried. */
  readonly limits: readonly AutonomyLimit[] | null;
  readonly violations: Violation[];
}

/** Decides what activities of a level may do alone in one kind of step, from a day on. */
export async function setAutonomyLimit(ctx: Context, input: LimitDecision): Promise<LimitOutcome> {
  requireReach(ctx.viewer, 'autonomy.write');
  const today = ctx.platform.clock.today();
  const limited = new Set(limitedTransitions(ctx));
  const { after, violations } = await runTransition(ctx, autonomySetLimit, {
    id: ctx.viewer.cooperativeId,
    dryRun: input.dryRun,
    load: (tx) => asked(tx, input, today),
    next: (before) => before,
    check: (_before, limit) => limitFindings(limit, limited, today),
    write: async (tx, _before, limit) => {
      await insertLimit(tx, limit, ctx.viewer.memberId);
      const subject = { type: 'Cooperative', id: tx.cooperativeId };
      const payload = { level: limit.level, transition: limit.transition, from: limit.from };
      return [{ type: 'autonomy.limit-set', subject, payload }];
    },
  });
  ctx.loaders.clear();
  return { limits: after && (await limitsOn(ctx, after.from)), violations };
}

/** The steps that a limit can be about. */
export const limitedTransitions = (ctx: Context): string[] =>
  ctx.platform.domains
    .flatMap(({ transitions }) => transitions)
    .filter(({ commits }) => commits !== undefined)
    .map(({ name }) => name)
    .sort();

async function asked(tx: Tx, input: LimitDecision, today: string): Promise<LimitState> {
  // The lock puts decisions of one co-operative after one another.
  const [row] = await tx.query<{ currency: string }>(
    'select currency from core.cooperative where id = $1 for no key update',
    [tx.cooperativeId],
  );
  const { currency } = row as { currency: string };
  return {
    id: tx.cooperativeId,
    ...{ level: input.level, transition: input.transition, currency },
    amountMinor: input.amount == null ? null : minorOf(input.amount, currency, 'amount'),
    ...{ termDays: input.termDays ?? null, workers: input.workers ?? null },
    ...{ from: input.from ?? today, source: tidy(input.source) },
  };
}

function limitFindings(limit: LimitState, limited: ReadonlySet<string>, today: string): Finding[] {
  const found = lineFindings('source', limit.source, 500);
  if (!limited.has(limit.transition)) {
    const values = { transition: limit.transition.slice(0, 80), known: [...limited].join(', ') };
    found.push({ code: 'autonomy.unlimited-step', path: ['transition'], values });
  }
  for (const [path, value] of [
    ['amount', limit.amountMinor],
    ['termDays', limit.termDays],
    ['workers', limit.workers],
  ] as const) {
    if (value !== null && value < 0) found.push({ code: 'autonomy.negative-limit', path: [path] });
  }
  if (limit.from < today) found.push(backdated(limit.from, today));
  return found;
}

/** A decision for the same first day takes the place of the earlier one. */
async function insertLimit(tx: Tx, limit: LimitState, decidedBy: string): Promise<void> {
  await tx.query(
    `insert into core.autonomy_limit (cooperative_id, id, level, transition, amount_minor,
       currency, term_days, workers, from_day, source, decided_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     on conflict (cooperative_id, level, transition, from_day) do update
       set amount_minor = excluded.amount_minor, currency = excluded.currency,
         term_days = excluded.term_days, workers = excluded.workers,
         source = excluded.source, decided_by = excluded.decided_by`,
    [
      ...[tx.cooperativeId, newId(), limit.level, limit.transition, limit.amountMinor],
      ...[limit.currency, limit.termDays, limit.workers, limit.from, limit.source, decidedBy],
    ],
  );
}
