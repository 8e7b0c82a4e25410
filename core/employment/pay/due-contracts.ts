/** What happens to contracts by itself, every day: safe to repeat, to kill, and to run twice. */
import type { Platform } from '../../platform/context.js';
import type { DomainJob } from '../../platform/domain.js';
import { systemContext } from '../../platform/host/system-viewer.js';
import { globalId } from '../../platform/ids.js';
import type { Violation } from '../../platform/write/violation.js';
import { markContractWorked } from '../contract/work-contract.js';
import { payContract } from './pay-contract.js';

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
    await markPastContracts(platform, platform.clock.today());
  },
};

export const contractsPaidJob: DomainJob = {
  name: 'employment/contracts-paid',
  cron: '30 5 * * *',
  run: async (platform) => {
    await payDueContracts(platform, platform.clock.today());
  },
};

/** Marks as worked what was signed and whose last day is past. */
export function markPastContracts(platform: Platform, today: string): Promise<DueOutcome> {
  return eachDue(platform, pastStatement, today, (ctx, id) => markContractWorked(ctx, { id }));
}

/**
 * Pays what is due, although the client may not have paid: from the activity or else the guarantee
 * fund. Each contract is a transaction of its own, and the ledger pays a contract once.
 */
export function payDueContracts(platform: Platform, today: string): Promise<DueOutcome> {
  return eachDue(platform, dueStatement, today, (ctx, id) => payContract(ctx, { id }, null));
}

type Step = (
  ctx: ReturnType<typeof systemContext>,
  id: string,
) => Promise<{ readonly after: unknown; readonly violations: Violation[] }>;

async function eachDue(
  platform: Platform,
  statement: string,
  today: string,
  step: Step,
): Promise<DueOutcome> {
  let done = 0;
  const refused: { id: string; violations: Violation[] }[] = [];
  // In the order of their ids, so that memory does not grow with the number of contracts.
  for (let last = firstId; ; ) {
    const due = await platform.database.query<DueRow>(statement, [today, last, batchSize]);
    for (const { cooperativeId, id } of due) {
      const ctx = systemContext(platform, cooperativeId);
      const { after, violations } = await step(ctx, globalId('Contract', id));
      if (after !== null) done++;
      // Another server made the step meanwhile: nothing is wrong.
      else if (!violations.every(({ code }) => overtaken.has(code))) {
        refused.push({ id, violations });
        const codes = violations.map(({ code }) => code);
        platform.log.warn({ contractId: id, cooperativeId, codes }, 'a due contract was refused');
      }
    }
    if (due.length < batchSize) return { done, refused };
    last = (due.at(-1) as DueRow).id;
  }
}

interface DueRow {
  readonly cooperativeId: string;
  readonly id: string;
}

const batchSize = 500;
const firstId = '00000000-0000-0000-0000-000000000000';
const overtaken: ReadonlySet<string> = new Set(['contract.not-signed', 'contract.not-worked']);

const pastStatement = `
  select c.cooperative_id as "cooperativeId", c.id from core.contract c
  where c.status = 'SIGNED' and c.id > $2 and not exists (
    select from core.contract_day d where d.cooperative_id = c.cooperative_id
      and d.contract_id = c.id and d.day >= $1::date)
  order by c.id limit $3`;

const dueStatement = `
  select c.cooperative_id as "cooperativeId", c.id from core.contract c
  where c.status = 'WORKED' and c.due_on <= $1::date and c.id > $2
  order by c.id limit $3`;
