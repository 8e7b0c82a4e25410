import { requireForAll } from '../../member/member.policy.js';
import type { Context } from '../../platform/context.js';
import { newId } from '../../platform/ids.js';
import { lineFindings, tidy } from '../../platform/model/text.js';
import { runTransition, type Snapshot, type Transition } from '../../platform/write/transition.js';
import type { Finding, Violation } from '../../platform/write/violation.js';

export interface PolicyState extends Snapshot {
  readonly months: number;
  /** In hundred-thousandths; null: not a share. */
  readonly expectedShare: number | null;
  readonly leadDays: number;
  readonly from: string;
  readonly source: string;
}

export const engagementSetPolicy: Transition<PolicyState> = {
  ...{ name: 'engagement.set-policy', subject: 'Cooperative', tags: ['legal'] },
};

export interface PolicyDecision {
  readonly months: number;
  /** An exact decimal from "0" to "1". */
  readonly expectedShare: string;
  readonly leadDays: number;
  readonly from?: string | null;
  readonly source: string;
  readonly dryRun?: boolean | null;
}

/** Decides what an activity must be able to carry before it engages somebody, from a day on. */
export async function setEngagementPolicy(
  ctx: Context,
  input: PolicyDecision,
): Promise<{ readonly violations: Violation[]; readonly decided: boolean }> {
  requireForAll(ctx.viewer, 'autonomy.write');
  const today = ctx.platform.clock.today();
  const state: PolicyState = {
    id: ctx.viewer.cooperativeId,
    ...{ months: input.months, leadDays: input.leadDays, source: tidy(input.source) },
    ...{ expectedShare: hundredThousandths(input.expectedShare), from: input.from ?? today },
  };
  const { after, violations } = await runTransition<PolicyState>(ctx, engagementSetPolicy, {
    id: state.id,
    dryRun: input.dryRun,
    load: async () => state,
    next: (before) => before,
    check: () => policyFindings(state, today),
    write: async (tx) => {
      await tx.query(
        `insert into core.engagement_policy (cooperative_id, id, months_to_carry, expected_share,
           lead_days, from_day, source, decided_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (cooperative_id, from_day) do update
           set months_to_carry = excluded.months_to_carry,
             expected_share = excluded.expected_share, lead_days = excluded.lead_days,
             source = excluded.source, decided_by = excluded.decided_by`,
        [
          ...[tx.cooperativeId, newId(), state.months, state.expectedShare, state.leadDays],
          ...[state.from, state.source, ctx.viewer.memberId],
        ],
      );
      const subject = { type: 'Cooperative', id: state.id };
      return [{ type: 'engagement.policy-set', subject, payload: { from: state.from } }];
    },
  });
  return { decided: after !== null, violations };
}

function policyFindings(state: PolicyState, today: string): Finding[] {
  const found = lineFindings('source', state.source, 500);
  const bounded = [
    ['months', state.months, 1, 60],
    ['leadDays', state.leadDays, 1, 28],
  ] as const;
  for (const [path, value, least, most] of bounded) {
    if (value >= least && value <= most) continue;
    found.push({ code: 'engagement.out-of-range', path: [path], values: { value, least, most } });
  }
  if (state.expectedShare === null) {
    const values = { value: '', least: 0, most: 1 };
    found.push({ code: 'engagement.out-of-range', path: ['expectedShare'], values });
  }
  if (state.from < today) {
    const values = { from: state.from, today };
    found.push({ code: 'autonomy.backdated', path: ['from'], values });
  }
  return found;
}

function hundredThousandths(text: string): number | null {
  const match = /^([01])(?:\.(\d{1,5}))?$/.exec(text);
  if (match === null) return null;
  const value = Number(match[1]) * 100_000 + Number((match[2] ?? '').padEnd(5, '0'));
  return value <= 100_000 ? value : null;
}
