/** What the tests of assignments share: a team, a client, money, the probe, and short calls. */
import { type EmploymentWorld, employmentWorld, fundHas } from '../../employment/testing/world.js';
import { verifyLedger } from '../../money/ledger/verify.js';
import { globalId, newId } from '../../platform/ids.js';
import type { PluginDefinition } from '../../sdk/define.js';
import { makeProbe, type Probe } from './probe.js';

export interface AssignmentWorld extends EmploymentWorld {
  readonly probe: Probe;
  readonly plugins: readonly PluginDefinition[];
  /** Global id of a client of the activity that "member-stage" manages. */
  readonly clientId: string;
}

/** One for all worlds of a thread, so that the graph with it is built once. */
const probe = makeProbe();

/** It is 2026-11-23; the guarantee fund has 10,000.00; the probe has tried nothing. */
export async function assignmentWorld(
  others: readonly PluginDefinition[] = [],
): Promise<AssignmentWorld> {
  probe.forget();
  const plugins = [probe.plugin, ...others];
  const world = await employmentWorld({ plugins });
  const { p } = world;
  const clientId = newId();
  await p.admin.query(
    `insert into core.client (cooperative_id, id, activity_id, kind, name, enterprise_number,
       vat_number, street, postal_code, city, country, payment_term_days)
     values ($1, $2, $3, 'COMPANY', 'A client', '0566988259', 'BE0566988259', 'Kerkstraat 1',
       '9000', 'Gent', 'BE', 30)`,
    [p.cooperativeId, clientId, p.activityIds['member-stage']],
  );
  await fundHas(p, 10_000_00n);
  return { ...world, probe, plugins, clientId: globalId('Client', clientId) };
}

/** How often each of the probe's tools did each deed, e.g. "probe.alpha start": 1. */
export async function effects({ p }: AssignmentWorld): Promise<Record<string, number>> {
  const rows = await p.admin.query<{ key: string; n: bigint }>(
    `select tool || ' ' || deed as key, count(*) as n from probe.effect group by 1 order by 1`,
  );
  return Object.fromEntries(rows.map(({ key, n }) => [key, Number(n)]));
}

/** The deeds of the probe in the order in which they were done. */
export async function deeds({ p }: AssignmentWorld): Promise<string[]> {
  const rows = await p.admin.query<{ deed: string }>(
    `select tool || ' ' || deed as deed from probe.effect order by id`,
  );
  return rows.map(({ deed }) => deed);
}

/** Throws unless every invariant of the ledger holds. */
export async function proveLedger({ p }: AssignmentWorld): Promise<void> {
  const { invariants } = await verifyLedger(p.admin);
  const broken = invariants.filter(({ ok }) => !ok);
  if (broken.length > 0) throw new Error(JSON.stringify(broken));
}
