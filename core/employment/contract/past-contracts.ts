/** What happens to contracts by itself, every day: safe to repeat, to kill, and to run twice. */
import type { Context, Platform } from '../../platform/context.js';
import type { DomainJob } from '../../platform/domain.js';
import { systemContext } from '../../platform/host/system-viewer.js';
import { globalId } from '../../platform/ids.js';
import { violationsOf } from '../../platform/model/say.js';
import type { Violation } from '../../platform/write/violation.js';
import { markWorked } from './mark-worked.js';
import { contractWork } from './transitions.js';
import { markContractWorked } from './work-contract.js';

export interface PastOutcome extends DueOutcome {
  /** Contracts at which an error broke off: the others do not depend on them. */
  readonly failed: number;
}

export interface DueOutcome {
  /** Contracts that made the step. */
  readonly done: number;
  /** Those that could not, with the reasons: a person must see to them. */
  readonly refused: readonly { readonly id: string; readonly violations: Violation[] }[];
}

export const contractsWorkedJob: DomainJob = {
  name: 'employment/contracts-worked',
  cron: '15 2 * * *',
  run: async (platform) => {
    const { failed } = await markPastContracts(platform, platform.clock.today());
    // The queue tries again soon: what is marked stays marked.
    if (failed > 0) throw new Error(`${failed} past contracts could not be marked.`);
  },
};

/** Marks as worked what was signed and whose last day is past, a batch a transaction. */
export async function markPastContracts(platform: Platform, today: string): Promise<PastOutcome> {
  let done = 0;
  let failed = 0;
  const refused: DueOutcome['refused'][number][] = [];
  // In the order of their ids, so that memory does not grow with the number of contracts.
  for (let last = firstId; ; ) {
    const past = await platform.database.query<PastRow>(pastStatement, [today, last, batchSize]);
    for (const [cooperativeId, own] of Map.groupBy(past, (row) => row.cooperativeId)) {
      const ids = own.map(({ id }) => id);
      const outcome = await markEach(platform, cooperativeId, ids);
      done += outcome.done;
      failed += outcome.failed;
      refused.push(...outcome.refused);
    }
    if (past.length < batchSize) return { done, refused, failed };
    last = (past.at(-1) as PastRow).id;
  }
}

/** A batch that breaks off is done one by one, so that only the contract that it is about waits. */
async function markEach(
  platform: Platform,
  cooperativeId: string,
  ids: readonly string[],
): Promise<PastOutcome> {
  try {
    return { ...(await markOf(platform, cooperativeId, ids)), failed: 0 };
  } catch (error) {
    if (ids.length === 1) {
      const about = { err: error, contractId: ids[0], cooperativeId };
      platform.log.error(about, 'a past contract could not be marked');
      return { done: 0, refused: [], failed: 1 };
    }
  }
  const sum: { done: number; refused: DueOutcome['refused'][number][]; failed: number } = {
    ...{ done: 0, refused: [], failed: 0 },
  };
  for (const id of ids) {
    const one = await markEach(platform, cooperativeId, [id]);
    sum.done += one.done;
    sum.failed += one.failed;
    sum.refused.push(...one.refused);
  }
  return sum;
}

async function markOf(
  platform: Platform,
  cooperativeId: string,
  ids: readonly string[],
): Promise<DueOutcome> {
  const ctx = systemContext(platform, cooperativeId);
  // A plugin elsewhere is asked before a transaction, for each contract by itself.
  const alone = (await platform.host.remoteJudges(ctx, contractWork.name)) !== null;
  const outcome = alone
    ? await markAlone(ctx, ids)
    : await markWorked(platform, cooperativeId, ids).then(({ done, refused }) => ({
        done,
        refused: [...refused].map(([id, findings]) => ({
          ...{ id, violations: violationsOf(ctx, findings) },
        })),
      }));
  for (const { id, violations } of outcome.refused) {
    const codes = violations.map(({ code }) => code);
    platform.log.warn({ contractId: id, cooperativeId, codes }, 'a past contract was refused');
  }
  platform.hub.wake();
  return outcome;
}

async function markAlone(ctx: Context, ids: readonly string[]): Promise<DueOutcome> {
  let done = 0;
  const refused: DueOutcome['refused'][number][] = [];
  for (const id of ids) {
    const { after, violations } = await markContractWorked(ctx, { id: globalId('Contract', id) });
    if (after !== null) done++;
    // Another server made the step meanwhile: nothing is wrong.
    else if (!violations.every(({ code }) => code === 'contract.not-signed')) {
      refused.push({ id, violations });
    }
  }
  return { done, refused };
}

interface PastRow {
  readonly cooperativeId: string;
  readonly id: string;
}

const batchSize = 500;
const firstId = '00000000-0000-0000-0000-000000000000';

const pastStatement = `
  select c.cooperative_id as "cooperativeId", c.id from core.contract c
  where c.status = 'SIGNED' and c.id > $2 and not exists (
    select from core.contract_day d where d.cooperative_id = c.cooperative_id
      and d.contract_id = c.id and d.day >= $1::date)
  order by c.id limit $3`;
