/**
 * How many four-line transfers a second the ledger posts: two accounts of an activity and two busy
 * ones of the house (fees and VAT), in batches of 100, each batch a transaction with an fsync.
 */

import {
  type AccountCode,
  credit,
  debit,
  type Posting,
  post,
} from '../core/money/ledger/ledger.js';
import { accountOf, inCooperative, newCooperative } from '../core/money/ledger/testing.js';
import { verifyLedger } from '../core/money/ledger/verify.js';
import type { Database } from '../core/platform/database/pool.js';
import type { Sql } from '../core/platform/database/sql.js';
import { newId } from '../core/platform/ids.js';

export interface LedgerBenchOptions {
  readonly batch: number;
  readonly activities: number;
  readonly writers: number;
  readonly durationMs: number;
}

export interface LedgerBenchResult extends LedgerBenchOptions {
  readonly transfers: number;
  readonly transfersPerSecond: number;
  /** Per batch, in milliseconds. */
  readonly medianMs: number;
  readonly slowestMs: number;
}

/** Posts for a while in a co-operative of its own, proves what it posted, and prints the figures. */
export async function benchLedger(
  app: Database,
  admin: Sql,
  options: Partial<LedgerBenchOptions> = {},
): Promise<LedgerBenchResult> {
  const settings = { batch: 100, activities: 10_000, writers: 1, durationMs: 5_000, ...options };
  const cooperativeId = await newCooperative(admin);
  const activities = Array.from({ length: settings.activities }, newId);
  const batchMs: number[] = [];
  const startedAt = performance.now();
  const write = async (writer: number) => {
    for (
      let i = writer;
      performance.now() - startedAt < settings.durationMs;
      i += settings.writers
    ) {
      const postings = Array.from({ length: settings.batch }, (_, n) =>
        invoicePaid(
          cooperativeId,
          activities[(i * settings.batch + n) % activities.length] as string,
        ),
      );
      const from = performance.now();
      await inCooperative(app, cooperativeId, (sql) => post(sql, cooperativeId, postings));
      batchMs.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: settings.writers }, (_, writer) => write(writer)));
  const elapsedMs = performance.now() - startedAt;
  const transfers = batchMs.length * settings.batch;
  await prove(admin, cooperativeId, transfers);
  batchMs.sort((a, b) => a - b);
  const result = {
    ...settings,
    transfers,
    transfersPerSecond: Math.round((transfers * 1_000) / elapsedMs),
    medianMs: batchMs[batchMs.length >> 1] ?? 0,
    slowestMs: batchMs.at(-1) ?? 0,
  };
  console.log(lineOf(result));
  return result;
}

function invoicePaid(houseId: string, activityId: string): Posting {
  const activity = (code: AccountCode) => accountOf('activity', activityId, code);
  const house = (code: AccountCode) => accountOf('host', houseId, code);
  return {
    key: newId(),
    kind: 'BENCH_TRANSFER',
    sourceType: 'bench',
    sourceId: newId(),
    eventOn: '2026-11-23',
    lines: [
      debit(activity('activity.receivable'), 121_00n),
      credit(activity('activity.available'), 93_50n),
      credit(house('fee.income'), 6_50n),
      credit(house('vat.payable'), 21_00n),
    ],
  };
}

async function prove(admin: Sql, cooperativeId: string, transfers: number): Promise<void> {
  const report = await verifyLedger(admin, cooperativeId);
  if (!report.ok || report.transactions !== BigInt(transfers)) {
    throw new Error(`The ledger holds ${report.transactions} of ${transfers} transfers.`);
  }
}

const lineOf = (r: LedgerBenchResult) =>
  `${r.transfersPerSecond} four-line transfers/s (batches of ${r.batch}, ${r.writers} writer(s), ` +
  `${r.activities} activities, ${r.transfers} posted; a batch ${r.medianMs.toFixed(1)} ms median, ` +
  `${r.slowestMs.toFixed(1)} ms slowest)`;
