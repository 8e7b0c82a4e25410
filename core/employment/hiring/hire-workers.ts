import type { Context } from '../../platform/context.js';
import { badInput } from '../../platform/errors.js';
import { globalId, newId } from '../../platform/ids.js';
import { byId } from '../../platform/read/read.js';
import { type Once, takeKey } from '../../platform/write/once.js';
import { transact } from '../../platform/write/transact.js';
import { Severity, type Violation } from '../../platform/write/violation.js';
import type { Contract } from '../contract/contract.entity.js';
import { contracts } from '../contract/contract.policy.js';
import { createContract, type NewContract } from '../contract/create-contract.js';
import { signContract } from '../contract/sign-contract.js';

export interface Hiring {
  readonly contracts: readonly NewContract[];
  /** Whether they are signed at once; otherwise they stay drafts. */
  readonly sign: boolean;
  readonly dryRun?: boolean | null;
}

export interface HiringOutcome {
  /** In the order that was asked; null when any was refused, or when it was only tried. */
  readonly contracts: Contract[] | null;
  readonly violations: Violation[];
}

/** People that one request hires at most. */
export const hiringLimit = 50;

/**
 * Hires several people in one go: a contract each, all or none. Each is judged with those before it
 * made, so that two on one day for one person are found too; every violation says whose it is.
 */
export async function hireWorkers(
  ctx: Context,
  hiring: Hiring,
  once: Once,
): Promise<HiringOutcome> {
  const count = hiring.contracts.length;
  if (count < 1 || count > hiringLimit) {
    throw badInput(`Hire 1 to ${hiringLimit} people at a time.`, 'contracts');
  }
  try {
    const { ids, violations } = await transact(ctx, async (tx) => {
      const hiringId = newId();
      const key = hiring.dryRun ? null : await takeKey(tx, ctx, 'contract.hire', once, hiringId);
      if (key !== null) return { ids: await hiredUnder(tx, key), violations: [] };
      const made = await makeAll({ ...ctx, tx }, hiring);
      const refused = made.violations.some(({ severity }) => severity === Severity.ERROR);
      if (refused || hiring.dryRun) throw new NotHired(made.violations);
      await rememberHiring(tx, hiringId, made.ids);
      return made;
    });
    const found = await Promise.all(ids.map((id) => byId(ctx, contracts, id)));
    return { contracts: found.filter((contract) => contract !== null), violations };
  } catch (error) {
    if (error instanceof NotHired) return { contracts: null, violations: error.violations };
    throw error;
  }
}

/** Carries what was found out of the transaction that it rolls back. */
class NotHired extends Error {
  constructor(readonly violations: Violation[]) {
    super('Nobody was hired.');
  }
}

async function makeAll(ctx: Context, { contracts: orders, sign }: Hiring) {
  const ids: string[] = [];
  const violations: Violation[] = [];
  for (const [i, order] of orders.entries()) {
    const draft = await createContract(ctx, order, null);
    if (draft.id !== null) ids.push(draft.id);
    // A draft's warnings are the signature's errors: said once, by the step that is asked for.
    const signs = sign && draft.id !== null;
    const step = signs
      ? await signContract(ctx, { id: globalId('Contract', draft.id as string) }, null)
      : draft;
    violations.push(...step.violations.map((violation) => of(violation, i)));
  }
  return { ids, violations };
}

const of = (violation: Violation, i: number): Violation => ({
  ...violation,
  path: ['contracts', String(i), ...violation.path],
});

async function rememberHiring(
  tx: Parameters<typeof takeKey>[0],
  hiringId: string,
  ids: readonly string[],
): Promise<void> {
  await tx.query(
    `insert into core.hiring (cooperative_id, id, contract_ids) values ($1, $2, $3::uuid[])`,
    [tx.cooperativeId, hiringId, ids],
  );
}

async function hiredUnder(tx: Parameters<typeof takeKey>[0], hiringId: string): Promise<string[]> {
  const [row] = await tx.query<{ contract_ids: string[] }>(
    'select contract_ids from core.hiring where cooperative_id = $1 and id = $2',
    [tx.cooperativeId, hiringId],
  );
  return row?.contract_ids ?? [];
}
