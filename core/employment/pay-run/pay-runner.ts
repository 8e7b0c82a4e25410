import type { Platform } from '../../platform/context.js';
import { inTransaction } from '../../platform/database/transaction.js';
import type { BackgroundWork, DomainJob } from '../../platform/domain.js';
import { repeat } from '../../platform/events/repeat.js';
import { nobody } from '../../platform/host/system-viewer.js';
import { newId } from '../../platform/ids.js';
import { beginRun, duePay } from './begin-run.js';
import { payBatch, type RunRef } from './pay-batch.js';

export interface RunOutcome {
  /** Contracts that this call paid and could not pay; another server may have done others. */
  readonly paid: number;
  readonly refused: number;
}

/** Contracts a transaction: larger ones are hardly faster and keep activities locked for longer. */
export const batchSize = 200;

/** Every morning, for every co-operative where pay is due. */
export const payDueJob: DomainJob = {
  name: 'employment/contracts-paid',
  cron: '30 5 * * *',
  run: async (platform) => {
    await payDueContracts(platform, platform.clock.today());
  },
};

/** Works off runs while the server runs: those that somebody started, or that a crash interrupted. */
export function payRunner(platform: Platform): BackgroundWork {
  const ending = new AbortController();
  const failed = (error: unknown) => platform.log.error({ err: error }, 'the pay run failed');
  const work = repeat(1_000, () => continueRuns(platform, batchSize, ending.signal), failed);
  return {
    // A run is rare and lasts: a second's wait costs less than looking after every commit.
    wake: () => undefined,
    stop: async () => {
      ending.abort();
      await work.stop();
    },
  };
}

/**
 * Pays what is due, although the client may not have paid: from the activity or else the guarantee
 * fund. Begins a run where none is going on, and works until all are over.
 */
export async function payDueContracts(
  platform: Platform,
  today: string,
  size = batchSize,
): Promise<RunOutcome> {
  const due = await platform.database.query<{ id: string }>(
    `select distinct cooperative_id as id from core.contract
     where status = 'WORKED' and due_on <= $1::date`,
    [today],
  );
  for (const { id } of due) {
    await inTransaction(platform.orm, id, async (tx) => {
      const due = await duePay(tx, id, today);
      const run = { id: newId(), until: today, startedBy: nobody, due };
      if (due.contracts > 0) await beginRun(tx, run, platform.clock.now());
    });
  }
  return continueRuns(platform, size);
}

/** Works until no run is going on any more, or until told to stop. */
export async function continueRuns(
  platform: Platform,
  size = batchSize,
  ending?: AbortSignal,
): Promise<RunOutcome> {
  const going = await platform.database.query<RunRef & Record<string, unknown>>(
    `select cooperative_id as "cooperativeId", id from core.pay_run where status = 'RUNNING'
     order by cooperative_id`,
    [],
    'pay-runs-going',
  );
  let paid = 0;
  let refused = 0;
  for (const run of going) {
    for (let over = false; !over && !ending?.aborted; ) {
      const batch = await payBatch(platform, run, size);
      platform.hub.wake();
      paid += batch.paid;
      refused += batch.refused;
      over = batch.over;
    }
  }
  return { paid, refused };
}
