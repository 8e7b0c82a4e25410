import { requireForAll } from '../../member/member.policy.js';
import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { newId } from '../../platform/ids.js';
import { lineFindings, tidy } from '../../platform/model/text.js';
import { runTransition, type Snapshot, type Transition } from '../../platform/write/transition.js';
import type { Finding, Violation } from '../../platform/write/violation.js';
import { AgreedFigureKind } from './agreed.types.js';
import { countsWeeks } from './agreed-figures.js';

/** A figure of an agreement as a transition sees it. */
export interface AgreedState extends Snapshot {
  readonly figure: AgreedFigureKind;
  readonly jointCommittee: string | null;
  /** A value that is none is null. */
  readonly steps: readonly { readonly at: number; readonly value: number | null }[];
  readonly from: string;
  readonly source: string;
}

export const agreedFigureSet: Transition<AgreedState> = {
  ...{ name: 'agreed-figure.set', subject: 'Cooperative', tags: ['legal'] },
};

export interface AgreedDecision extends Omit<AgreedState, 'id' | 'steps'> {
  readonly steps: readonly { readonly at: number; readonly value: string }[];
  readonly dryRun?: boolean | null;
}

/**
 * Loads what an agreement gives beyond minimum pay, from a day on; it is replaced by one of the same
 * first day only. Contracts that are signed stay as they are.
 */
export async function setAgreedFigure(
  ctx: Context,
  { dryRun, steps, ...decided }: AgreedDecision,
): Promise<{ readonly set: AgreedState | null; readonly violations: Violation[] }> {
  requireForAll(ctx.viewer, 'contract.write');
  const state: AgreedState = {
    ...{ ...decided, id: ctx.viewer.cooperativeId, source: tidy(decided.source) },
    steps: steps.map(({ at, value }) => ({ at, value: numberOf(decided.figure, value) })),
  };
  const { after, violations } = await runTransition(ctx, agreedFigureSet, {
    ...{ id: state.id, dryRun },
    load: async () => state,
    next: (before) => before,
    check: () => agreedFindings(state),
    write: async (tx) => {
      await writeRow(tx, state);
      const { figure, jointCommittee, from } = state;
      const subject = { type: 'Cooperative', id: tx.cooperativeId };
      return [{ type: 'agreed-figure.set', subject, payload: { figure, jointCommittee, from } }];
    },
  });
  return { set: after, violations };
}

function agreedFindings({ figure, jointCommittee, steps, source }: AgreedState): Finding[] {
  const found = lineFindings('source', source, 500);
  if (jointCommittee !== null && !/^[0-9A-Z.]{1,12}$/.test(jointCommittee)) {
    const values = { jointCommittee: jointCommittee.slice(0, 20) };
    found.push({ code: 'contract.joint-committee-malformed', path: ['jointCommittee'], values });
  }
  const most = mostSteps(figure);
  if (steps.length < 1 || steps.length > most) {
    found.push({ code: 'agreed.steps', path: ['steps'], values: { most } });
  }
  for (const [i, { at, value }] of steps.entries()) {
    const path = (field: string) => ['steps', String(i), field];
    if (at < 0 || at > mostAt(figure) || at <= (steps[i - 1]?.at ?? -1)) {
      found.push({ code: 'agreed.at', path: path('at'), values: { at, most: mostAt(figure) } });
    }
    if (value === null) found.push({ code: 'agreed.value', path: path('value') });
  }
  return found;
}

const once: readonly AgreedFigureKind[] = [
  ...[AgreedFigureKind.SUPPLEMENT_SUNDAY, AgreedFigureKind.SUPPLEMENT_HOLIDAY],
];
const mostSteps = (figure: AgreedFigureKind): number => (once.includes(figure) ? 1 : 60);

/** An hour of the day, an age, or months of sixty years of service. */
function mostAt(figure: AgreedFigureKind): number {
  if (once.includes(figure)) return 0;
  if (figure === AgreedFigureKind.SUPPLEMENT_NIGHT) return 23;
  return countsWeeks(figure) ? 720 : 30;
}

/** "0.82" → 82000, "13" weeks → 13; null when it is none of these, or more than ten times or 200 weeks. */
function numberOf(figure: AgreedFigureKind, text: string): number | null {
  if (countsWeeks(figure))
    return /^\d{1,3}$/.test(text) && Number(text) <= 200 ? Number(text) : null;
  const match = /^(\d{1,2})(?:\.(\d{1,5}))?$/.exec(text);
  if (match === null) return null;
  const value = Number(match[1]) * 100_000 + Number((match[2] ?? '').padEnd(5, '0'));
  const most = figure.startsWith('youth') ? 100_000 : 1_000_000;
  return value <= most ? value : null;
}

async function writeRow(tx: Tx, state: AgreedState): Promise<void> {
  await tx.query(
    `insert into core.agreed_figure (id, country, cooperative_id, joint_committee, code, steps,
       from_day, source)
     select $2, c.country, c.id, $3, $4, $5, $6, $7 from core.cooperative c where c.id = $1
     on conflict (country, cooperative_id, joint_committee, code, from_day)
       do update set steps = excluded.steps, source = excluded.source`,
    [
      ...[tx.cooperativeId, newId(), state.jointCommittee, state.figure],
      ...[JSON.stringify(state.steps), state.from, state.source],
    ],
  );
}
