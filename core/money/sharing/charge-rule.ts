/** Dated rules of who bears the price of a service; the ledger applies the one that holds. */
import type { Context } from '../../platform/context.js';
import type { Sql } from '../../platform/database/sql.js';
import type { Tx } from '../../platform/database/transaction.js';
import { badInput, GezelError } from '../../platform/errors.js';
import { isCivilDate } from '../../platform/scalars.js';
import { type ChargeRule, chargeBearers, type RuledCharge } from '../../sdk/sharing-door.js';

export async function decideRule(ctx: Context, tx: Tx, rule: ChargeRule): Promise<void> {
  expectRule(rule);
  const known = await readRule(
    tx,
    `select ${columns} from core.charge_rule r where cooperative_id = $1 and id = $2`,
    [tx.cooperativeId, rule.id],
  );
  if (known !== null) {
    if (contentOf(known) === contentOf(rule)) return;
    throw new GezelError('IDEMPOTENCY_MISMATCH', { key: rule.id });
  }
  if (rule.fromDay < ctx.platform.clock.today()) {
    throw badInput('A rule holds from today on or later.', 'fromDay');
  }
  const { USER, CLIENT, SECTOR, COMMUNITY } = rule.shares;
  await tx.query(
    `insert into core.charge_rule (cooperative_id, id, service, sector, from_day, user_share,
       client_share, sector_share, community_share, source, decided_by, decided_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      ...[tx.cooperativeId, rule.id, rule.service, rule.sector, rule.fromDay],
      ...[USER, CLIENT, SECTOR, COMMUNITY, rule.source],
      ...[ctx.viewer.memberId, ctx.platform.clock.now()],
    ],
  );
}

/** One for the service itself before one for the plugin, one for the sector before one for all. */
export const ruleOn = (
  sql: Sql,
  cooperativeId: string,
  { service, sector, day }: RuledCharge,
): Promise<ChargeRule | null> =>
  readRule(
    sql,
    `select ${columns} from core.charge_rule r
     where cooperative_id = $1 and service in ($2, split_part($2, '.', 1))
       and (sector is null or sector = $3) and from_day <= $4::date
     order by service = $2 desc, sector is not null desc, from_day desc, id desc limit 1`,
    [cooperativeId, service, sector, day],
  );

const columns = `r.id, r.service, r.sector, r.from_day as "fromDay", r.source,
  r.user_share as "USER", r.client_share as "CLIENT", r.sector_share as "SECTOR",
  r.community_share as "COMMUNITY"`;

type Row = Omit<ChargeRule, 'shares'> & ChargeRule['shares'];

async function readRule(
  sql: Sql,
  statement: string,
  params: readonly unknown[],
): Promise<ChargeRule | null> {
  const [row] = await sql.query<Row>(statement, params);
  if (row === undefined) return null;
  const { USER, CLIENT, SECTOR, COMMUNITY, ...rule } = row;
  return { ...rule, shares: { USER, CLIENT, SECTOR, COMMUNITY } };
}

function expectRule({ service, shares, fromDay, source }: ChargeRule): void {
  if (!/^[a-z][a-z0-9-]*(\.[a-z0-9.-]+)?$/.test(service) || service.length > 120) {
    throw badInput('A service has a name such as "mobility.van".', 'service');
  }
  const parts = chargeBearers.map((bearer) => shares[bearer]);
  const whole = parts.every((part) => Number.isInteger(part) && part >= 0);
  if (!whole || parts.reduce((all, part) => all + part, 0) !== 1_000) {
    throw badInput('The shares are thousandths that sum to 1000.', 'shares');
  }
  if (!isCivilDate(fromDay)) throw badInput('A civil day is expected.', 'fromDay');
  if (source.trim() === '' || source.length > 500) {
    throw badInput('A source of 1 to 500 characters is expected.', 'source');
  }
}

const contentOf = ({ service, sector, fromDay, shares, source }: ChargeRule): string =>
  JSON.stringify([service, sector, fromDay, chargeBearers.map((one) => shares[one]), source]);
