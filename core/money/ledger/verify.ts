/** Proves the whole ledger, with the same SQL in production, in the tests and after a crash. */
import type { Sql } from '../../platform/database/sql.js';
import type { InvariantReport } from './invariant-report.js';
import { verifyClearing } from './verify-clearing.js';

export interface VerifyReport {
  readonly ok: boolean;
  readonly invariants: readonly InvariantReport[];
  /** What was looked at: a proof about nothing is none. */
  readonly transactions: bigint;
  readonly entries: bigint;
  readonly accounts: bigint;
  readonly holds: bigint;
}

/** Of one co-operative, or of all. Reads everything: run it at night, or on a replica. */
export async function verifyLedger(sql: Sql, cooperativeId?: string): Promise<VerifyReport> {
  const scope = [cooperativeId ?? null];
  const invariants = await sql.query<InvariantReport>(
    'select invariant, ok, found, sample from ledger.verify($1::uuid)',
    scope,
  );
  const ofScope = 'where $1::uuid is null or cooperative_id = $1::uuid';
  const [counts] = await sql.query<Omit<VerifyReport, 'ok' | 'invariants'>>(
    `select (select count(*) from ledger.txn ${ofScope}) as transactions,
       (select count(*) from ledger.entry ${ofScope}) as entries,
       (select count(*) from ledger.account ${ofScope}) as accounts,
       (select count(*) from ledger.hold ${ofScope}) as holds`,
    scope,
  );
  if (counts === undefined || invariants.length === 0) {
    throw new Error('The ledger did not answer what it proves.');
  }
  const all = [...invariants, await verifyClearing(sql, cooperativeId ?? null)];
  return { ok: all.every(({ ok }) => ok), invariants: all, ...counts };
}

/** The report as a table for people: one line an invariant, then the samples of what breaks it. */
export function verifyTable(report: VerifyReport): string {
  const { transactions, entries, accounts, holds } = report;
  const lines = report.invariants.flatMap(({ invariant, ok, found, sample }) => [
    `${ok ? '  ok ' : 'FAIL '} ${invariant}${ok ? '' : `: broken ${found} ×`}`,
    ...sample.map((row) => `       ${JSON.stringify(row)}`),
  ]);
  return [
    `${transactions} transactions, ${entries} entries, ${accounts} accounts, ${holds} holds`,
    ...lines,
    report.ok ? 'The ledger is proved.' : 'The ledger is BROKEN: stop posting and look.',
  ].join('\n');
}
