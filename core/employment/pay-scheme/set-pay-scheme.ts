import { requireForAll } from '../../member/member.policy.js';
import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { newId } from '../../platform/ids.js';
import { lineFindings, tidy } from '../../platform/model/text.js';
import { runTransition, type Snapshot, type Transition } from '../../platform/write/transition.js';
import type { Finding, Violation } from '../../platform/write/violation.js';
import { rulesOf } from '../rules/countries.js';
import { agencyClass } from '../rules/pay-terms.js';

/** How a kind of contract is paid from a day on, as a transition sees it. */
export interface SchemeState extends Snapshot {
  readonly kind: string;
  readonly jointCommittee: string | null;
  /** Of work budget to gross pay, in hundred-thousandths; null: not a coefficient. */
  readonly coefficient: number | null;
  readonly workerClass: string;
  readonly employerCategory: string;
  readonly workerCode: string | null;
  readonly withholding: 'artist' | 'scale' | 'none';
  readonly elements: readonly string[];
  readonly from: string;
  readonly source: string;
}

export const paySchemeSet: Transition<SchemeState> = {
  ...{ name: 'pay-scheme.set', subject: 'Cooperative', tags: ['legal'] },
};

export interface SchemeDecision extends Omit<SchemeState, 'id' | 'coefficient'> {
  /** An exact decimal of at least 1, with at most five decimals. */
  readonly coefficient: string;
  readonly dryRun?: boolean | null;
}

/**
 * Decides how a kind of contract is paid, from a day on. What was decided before stays as it was, for
 * contracts were signed by it: the newer one holds from its day on.
 */
export async function setPayScheme(
  ctx: Context,
  input: SchemeDecision,
): Promise<{ readonly scheme: SchemeState | null; readonly violations: Violation[] }> {
  requireForAll(ctx.viewer, 'pay-scheme.write');
  const { dryRun, ...decided } = input;
  const state: SchemeState = {
    ...{ ...decided, id: ctx.viewer.cooperativeId, source: tidy(input.source) },
    coefficient: hundredThousandths(input.coefficient),
  };
  const { after, violations } = await runTransition(ctx, paySchemeSet, {
    id: state.id,
    dryRun,
    load: async () => state,
    next: (before) => before,
    check: async (_before, _after, tx) => [
      ...schemeFindings(state, ctx.platform.clock.today()),
      ...(await namesFindings(tx, state)),
      ...(await rowFindings(tx, state)),
    ],
    write: async (tx) => {
      await insert(tx, state);
      const { kind, jointCommittee, from } = state;
      const subject = { type: 'Cooperative', id: tx.cooperativeId };
      return [{ type: 'pay-scheme.set', subject, payload: { kind, jointCommittee, from } }];
    },
  });
  return { scheme: after, violations };
}

function schemeFindings(state: SchemeState, today: string): Finding[] {
  const found = lineFindings('source', state.source, 500);
  const { jointCommittee, coefficient, workerCode, from } = state;
  if (jointCommittee !== null && !/^[0-9A-Z.]{1,12}$/.test(jointCommittee)) {
    const values = { jointCommittee: jointCommittee.slice(0, 20) };
    found.push({ code: 'contract.joint-committee-malformed', path: ['jointCommittee'], values });
  }
  if (coefficient === null) found.push({ code: 'pay-scheme.coefficient', path: ['coefficient'] });
  if (workerCode !== null && !/^\d{3}$/.test(workerCode)) {
    found.push({ code: 'pay-scheme.worker-code', path: ['workerCode'] });
  }
  if (from < today) found.push({ code: 'pay-scheme.past', path: ['from'], values: { from } });
  return found;
}

/** Only what the country's formulas know; a figure of any of them that is missing is refused by name. */
async function namesFindings(tx: Tx, state: SchemeState): Promise<Finding[]> {
  const [home] = await tx.query<{ country: string }>(
    'select country from core.cooperative where id = $1',
    [tx.cooperativeId],
  );
  const country = home?.country ?? '';
  const names = rulesOf(country)?.schemeNames;
  if (names === undefined) return [{ code: 'contract.no-country-rules', values: { country } }];
  const { workerClasses, employerCategories, elements } = names;
  const named = [
    ['workerClass', state.workerClass, [...workerClasses, agencyClass]],
    ['employerCategory', state.employerCategory, employerCategories],
    ...state.elements.map((one, i) => [`elements.${i}`, one, elements] as const),
  ] as const;
  return named
    .filter(([, value, known]) => !known.includes(value))
    .map(([path, value, known]) => ({
      ...{ code: 'pay-scheme.unknown-name', path: path.split('.') },
      values: { value: value.slice(0, 40), known: known.join(', ') },
    }));
}

async function rowFindings(tx: Tx, { kind, jointCommittee, workerClass, from }: SchemeState) {
  const [row] = await tx.query<{ regime: string | null; taken: boolean }>(
    `select (select coalesce(regime, code) from core.contract_kind
         where cooperative_id = $1 and code = $2) as regime,
       exists (select from core.pay_coefficient where cooperative_id = $1 and contract_kind = $2
         and joint_committee is not distinct from $3 and from_day = $4) as taken`,
    [tx.cooperativeId, kind, jointCommittee, from],
  );
  const found: Finding[] = [];
  if (row?.regime == null) {
    const values = { kind: kind.slice(0, 63) };
    found.push({ code: 'contract.unknown-kind', path: ['kind'], values });
  } else if ((row.regime === 'interim') !== (workerClass === agencyClass)) {
    found.push({ code: 'pay-scheme.agency', path: ['workerClass'] });
  }
  if (row?.taken) found.push({ code: 'pay-scheme.taken', path: ['from'], values: { from } });
  return found;
}

async function insert(tx: Tx, state: SchemeState): Promise<void> {
  await tx.query(
    `insert into core.pay_coefficient (cooperative_id, id, contract_kind, joint_committee,
       coefficient, worker_class, employer_category, worker_code, withholding, elements, from_day,
       source)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::text[], $11, $12)`,
    [
      ...[tx.cooperativeId, newId(), state.kind, state.jointCommittee, state.coefficient],
      ...[state.workerClass, state.employerCategory, state.workerCode, state.withholding],
      ...[state.elements, state.from, state.source],
    ],
  );
}

/** "1.69" → 169000; null when it is below 1, above 99 or has more than five decimals. */
function hundredThousandths(text: string): number | null {
  const match = /^([1-9]\d?)(?:\.(\d{1,5}))?$/.exec(text);
  if (match === null) return null;
  return Number(match[1]) * 100_000 + Number((match[2] ?? '').padEnd(5, '0'));
}
