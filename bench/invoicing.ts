/**
 * Invoices issued a second, their numbers without a gap, by several callers at once in one journal;
 * and the statement of an account with ten thousand entries, its sums and a page from its middle.
 */
import { coreServices } from '../core/core-services.js';
import { coreDomains } from '../core/domains.js';
import { activityAccount, hostAccount } from '../core/money/accounts.js';
import { createInvoice } from '../core/money/invoice/create-invoice.js';
import { issueInvoice } from '../core/money/invoice/issue-invoice.js';
import { callLimit, credit, debit, post } from '../core/money/ledger/ledger.js';
import { verifyLedger } from '../core/money/ledger/verify.js';
import { balancesOf, statementReport } from '../core/money/report/statement.report.js';
import { systemClock } from '../core/platform/clock.js';
import { readConfig } from '../core/platform/config.js';
import type { Context } from '../core/platform/context.js';
import { openDatabase } from '../core/platform/database/pool.js';
import type { Sql } from '../core/platform/database/sql.js';
import { inTransaction } from '../core/platform/database/transaction.js';
import { systemContext } from '../core/platform/host/system-viewer.js';
import { newId } from '../core/platform/ids.js';
import { type OpenPlatform, openPlatform } from '../core/platform/open.js';
import { seedCommand } from '../seeds/bulk/seed-command.js';

export interface InvoicingFigure {
  readonly invoices: number;
  readonly callers: number;
  readonly issuedPerSecond: number;
  readonly entries: number;
  /** Median of the sums and a page of a hundred together. */
  readonly statementMs: number;
}

const entries = 10_000;

export async function benchInvoicing(
  url: string,
  invoices = 3_000,
  callers = 8,
): Promise<InvoicingFigure> {
  await seedCommand(['--members', '1000'], { DATABASE_URL: url, LOG_LEVEL: 'silent' });
  const owner = openDatabase({
    ...{ url, size: 1, statementTimeoutMs: 0, lockTimeoutMs: 0, role: null },
  });
  const platform = await openPlatform({
    config: readConfig({ LOG_LEVEL: 'silent' }),
    ...{ url, clock: systemClock, domains: coreDomains, services: coreServices, plugins: [] },
  });
  try {
    const places = await owner.query<Place>(
      `select a.cooperative_id as "cooperativeId", a.host_entity_id as "hostEntityId",
         a.id as "activityId", c.id as "clientId"
       from core.activity a
       join core.client c on c.cooperative_id = a.cooperative_id and c.activity_id = a.id
       where a.status = 'OPEN' order by a.id limit 500`,
    );
    const ctx = systemContext(platform, (places[0] as Place).cooperativeId);
    const issuedPerSecond = await issued(ctx, places, invoices, callers);
    await proveNumbers(owner, ctx);
    const statementMs = await statement(platform, places[0] as Place);
    return { invoices, callers, issuedPerSecond, entries, statementMs };
  } finally {
    await platform.close();
    await owner.close();
  }
}

interface Place {
  readonly cooperativeId: string;
  readonly hostEntityId: string;
  readonly activityId: string;
  readonly clientId: string;
}

async function issued(
  ctx: Context,
  places: readonly Place[],
  invoices: number,
  callers: number,
): Promise<number> {
  const lines = [{ description: 'Work', quantity: '1', unitPrice: '100.00' }];
  const drafts: string[] = [];
  for (let i = 0; i < invoices; i++) {
    const { activityId, clientId } = places[i % places.length] as Place;
    const { invoice } = await createInvoice(ctx, { activityId, clientId, lines });
    drafts.push((invoice as { id: string }).id);
  }
  let next = 0;
  const startedAt = performance.now();
  const call = async () => {
    for (let i = next++; i < invoices; i = next++) {
      const step = { invoiceId: drafts[i] as string, idempotencyKey: newId() };
      const { violations } = await issueInvoice(ctx, step);
      if (violations.length > 0) throw new Error(`Not issued: ${violations[0]?.code}`);
    }
  };
  await Promise.all(Array.from({ length: callers }, call));
  return (invoices * 1_000) / (performance.now() - startedAt);
}

async function proveNumbers(owner: Sql, ctx: Context): Promise<void> {
  const gaps = await owner.query(
    `select year from core.invoice where kind = 'INVOICE' and sequence is not null
     group by cooperative_id, host_entity_id, year
     having count(*) <> max(sequence) or count(distinct sequence) <> count(*)`,
  );
  const report = await verifyLedger(owner, ctx.viewer.cooperativeId);
  if (gaps.length > 0 || !report.ok) throw new Error('Numbers have a gap, or the ledger fails.');
}

async function statement(platform: OpenPlatform, place: Place): Promise<number> {
  const { cooperativeId, activityId, hostEntityId } = place;
  const today = platform.clock.today();
  const available = activityAccount(activityId, 'activity.available', 'EUR');
  const postings = Array.from({ length: entries }, () => ({
    ...{ key: newId(), kind: 'BENCH_INCOME', sourceType: 'bench', sourceId: newId() },
    eventOn: today,
    lines: [debit(hostAccount(hostEntityId, 'bank', 'EUR'), 100n), credit(available, 100n)],
  }));
  for (let i = 0; i < entries; i += callLimit) {
    await inTransaction(platform.orm, cooperativeId, (tx) =>
      post(tx, cooperativeId, postings.slice(i, i + callLimit)),
    );
  }
  const account = 'activity.available';
  const period = { from: '2000-01-01', until: today };
  const scope = { ...period, cooperativeId, activityId, account, currency: 'EUR' };
  const { database } = platform;
  const half = await statementReport.rows(database, scope, null, entries / 2);
  const after = half.at(-1)?.key ?? null;
  const times: number[] = [];
  for (let i = 0; i < 21; i++) {
    const startedAt = performance.now();
    await balancesOf(database, scope);
    await statementReport.rows(database, scope, after, 101);
    times.push(performance.now() - startedAt);
  }
  return times.toSorted((a, b) => a - b)[10] as number;
}
