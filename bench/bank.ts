/**
 * How long a statement of 100,000 movements takes from the upload to the last entry in the ledger,
 * with how much memory, and how long a file of 10,000 payments takes from the payouts to its bytes.
 */
import { createHash } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { coreServices } from '../core/core-services.js';
import { coreDomains } from '../core/domains.js';
import { verifyLedger } from '../core/money/ledger/verify.js';
import { makePayoutFile } from '../core/money/payout-file/make-payout-file.js';
import type { PayoutFile } from '../core/money/payout-file/payout-file.entity.js';
import { payoutFiles } from '../core/money/payout-file/payout-file.policy.js';
import { fileDocument } from '../core/money/payout-file/payout-file-document.js';
import { releasePayoutFile } from '../core/money/payout-file/release-payout-file.js';
import { resumeImports } from '../core/money/statement/continue-import.js';
import {
  importStatementFile,
  statementPurpose,
} from '../core/money/statement/import-statement-file.js';
import { coda, codaBytes } from '../core/money/statement/testing/coda-builder.js';
import { readConfig } from '../core/platform/config.js';
import type { Context } from '../core/platform/context.js';
import { coreScripts } from '../core/platform/core-scripts.js';
import { migrate } from '../core/platform/database/migrate.js';
import { type Database, openDatabase } from '../core/platform/database/pool.js';
import { keepFile } from '../core/platform/files/stored-file.js';
import { systemContext } from '../core/platform/host/system-viewer.js';
import { newId } from '../core/platform/ids.js';
import { type OpenPlatform, openPlatform } from '../core/platform/open.js';
import { byId } from '../core/platform/read/read.js';
import { type Fixture, makeFixture } from '../core/platform/testing/fixture.js';

export interface BankBenchResult {
  readonly lines: number;
  readonly importSeconds: number;
  /** How much the heap grew at most while the lines were booked. */
  readonly importHeapMiB: number;
  readonly payments: number;
  readonly payoutFileSeconds: number;
}

const limitSeconds = { import: 60, payoutFile: 10 } as const;

/** In a co-operative of its own on a migrated database; fails when a limit of the design is passed. */
export async function benchBank(
  url: string,
  dataDir: string,
  sizes = { lines: 100_000, payments: 10_000 },
): Promise<BankBenchResult> {
  await migrate(url, await coreScripts());
  const admin = openDatabase({
    ...{ url, size: 1, statementTimeoutMs: 0, lockTimeoutMs: 0, role: null },
  });
  const fixture = await makeFixture(admin, 'bench');
  const config = readConfig({ NODE_ENV: 'test', LOG_LEVEL: 'error', DATA_DIR: dataDir });
  const platform = await openPlatform({
    ...{ config, url, domains: coreDomains, plugins: [], services: coreServices },
  });
  try {
    const imported = await importLines(platform, fixture, dataDir, sizes.lines);
    const payoutFileSeconds = await payoutFile(platform, admin, fixture, sizes.payments);
    const report = await verifyLedger(admin, fixture.cooperativeId);
    if (!report.ok) throw new Error('The ledger does not hold after the import.');
    const result = { lines: sizes.lines, ...imported, payments: sizes.payments, payoutFileSeconds };
    console.log(lineOf(result));
    if (result.importSeconds > limitSeconds.import) throw new Error('The import is too slow.');
    if (payoutFileSeconds > limitSeconds.payoutFile) throw new Error('The file is too slow.');
    return result;
  } finally {
    await platform.close();
    await admin.close();
  }
}

async function importLines(
  platform: OpenPlatform,
  fixture: Fixture,
  folder: string,
  lines: number,
): Promise<Pick<BankBenchResult, 'importSeconds' | 'importHeapMiB'>> {
  const ctx = as(platform, fixture, 'finance');
  const uploadId = await upload(ctx, join(folder, 'statement.cod'), lines);
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  let peak = before;
  // What is in use, not what waits to be collected.
  const sampler = setInterval(() => {
    globalThis.gc?.();
    peak = Math.max(peak, process.memoryUsage().heapUsed);
  }, 1_000);
  const from = performance.now();
  const { importId, violations } = await importStatementFile(ctx, {
    ...{ uploadId, idempotencyKey: `bench-${newId()}` },
  });
  if (importId === null) throw new Error(`Refused: ${JSON.stringify(violations)}`);
  await resumeImports(platform);
  const importSeconds = (performance.now() - from) / 1_000;
  clearInterval(sampler);
  const [done] = await platform.database.query<{ imported: number }>(
    'select imported from core.bank_import where cooperative_id = $1 and id = $2',
    [fixture.cooperativeId, importId],
  );
  if (done?.imported !== lines) throw new Error(`${done?.imported} of ${lines} are imported.`);
  return { importSeconds, importHeapMiB: (peak - before) / 1_048_576 };
}

/** The file is on disk and not in memory when the clock starts. */
async function upload(ctx: Context, path: string, count: number): Promise<string> {
  const lines = Array.from({ length: count }, (_, i) => ({
    ...{ amountMinor: BigInt((i % 90_000) + 100), name: `Client ${i % 5_000}` },
    ...{ iban: 'BE71096123456769', words: `invoice ${i}` },
  }));
  const bytes = codaBytes(coda({ lines }));
  await writeFile(path, bytes);
  const { id } = await keepFile(ctx, {
    ...{ purpose: statementPurpose, filename: 'statement.cod', mediaType: 'text/plain' },
    sha256: createHash('sha256').update(bytes).digest('hex'),
    content: await openAsBlob(path),
  });
  return id;
}

async function payoutFile(
  platform: OpenPlatform,
  admin: Database,
  { cooperativeId, hostEntityId, activityIds, memberIds }: Fixture,
  count: number,
): Promise<number> {
  const rows = Array.from({ length: count }, (_, i) => ({ id: newId(), amount: i + 1 }));
  await admin.query(
    `insert into core.payout (cooperative_id, id, activity_id, host_entity_id, payee_id, status,
       currency, amount_minor, due_on, iban, holder, source_type, source_id, made_by, released_by,
       released_at)
     select $1, r.id, $2, $3, $4, 'RELEASED', 'EUR', r.amount, current_date, 'BE71096123456769',
       'Zoë Member ' || r.amount, 'bench', r.id, $5, $6, now()
     from jsonb_to_recordset($7::jsonb) as r (id uuid, amount bigint)`,
    [
      ...[cooperativeId, activityIds['member-stage'], hostEntityId, memberIds['member-stage']],
      ...[memberIds.adviser, memberIds.finance, JSON.stringify(rows)],
    ],
  );
  const from = performance.now();
  const maker = as(platform, { cooperativeId, memberIds }, 'finance');
  const { fileId, violations } = await makePayoutFile(maker, {
    ...{ hostEntityId, executionOn: platform.clock.today(), idempotencyKey: `bench-${newId()}` },
  });
  if (fileId === null) throw new Error(`Refused: ${JSON.stringify(violations)}`);
  const other = as(platform, { cooperativeId, memberIds }, 'finance-2');
  await releasePayoutFile(other, { fileId, idempotencyKey: `bench-${newId()}` });
  const file = (await byId(other, payoutFiles, fileId)) as PayoutFile;
  const document = await fileDocument(platform.database, cooperativeId, file);
  const seconds = (performance.now() - from) / 1_000;
  const expected = (BigInt(count) * BigInt(count + 1)) / 2n;
  if (document.payments !== count || document.controlSumMinor !== expected) {
    throw new Error('The file is not whole.');
  }
  return seconds;
}

/** With every permission, as one of the people of the fixture: who makes is not who releases. */
function as(
  platform: OpenPlatform,
  { cooperativeId, memberIds }: Pick<Fixture, 'cooperativeId' | 'memberIds'>,
  person: 'finance' | 'finance-2',
): Context {
  const system = systemContext(platform, cooperativeId);
  return { ...system, viewer: { ...system.viewer, memberId: memberIds[person] } };
}

const lineOf = (r: BankBenchResult) =>
  `${r.lines} lines of a statement in ${r.importSeconds.toFixed(1)} s (heap +` +
  `${r.importHeapMiB.toFixed(0)} MiB), ${r.payments} payments in a file in ` +
  `${r.payoutFileSeconds.toFixed(1)} s`;
