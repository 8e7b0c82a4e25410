/** Dated rules of who bears the price of a service; the ledger applies the one that holds. */
import { activities } from '../../activity/activity.policy.js';
import type { Context } from '../../platform/context.js';
import type { Sql } from '../../platform/database/sql.js';
import type { Tx } from '../../platform/database/transaction.js';
import { badInput, GezelError, notFound } from '../../platform/errors.js';
import { globalId } from '../../platform/ids.js';
import { byId } from '../../platform/read/read.js';
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
  const { activityId = null, untilDay = null } = rule;
  if (activityId !== null && (await byId(ctx, activities, activityId)) === null) {
    throw notFound('Activity', globalId('Activity', activityId));
  }
  const { USER, CLIENT, SECTOR, COMMUNITY } = rule.shares;
  await tx.query(
    `insert into core.charge_rule (cooperative_id, id, service, sector, from_day, user_share,
       client_share, sector_share, community_share, source, decided_by, decided_at, activity_id,
       until_day)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      ...[tx.cooperativeId, rule.id, rule.service, rule.sector, rule.fromDay],
      ...[USER, CLIENT, SECTOR, COMMUNITY, rule.source],
      ...[ctx.viewer.memberId, ctx.platform.clock.now(), activityId, untilDay],
    ],
  );
}

/** The rule that shares a charge, as `rulesOn` finds it. */
export const ruleOn = async (
  sql: Sql,
  cooperativeId: string,
  { service, sector, activityId = null, day }: RuledCharge,
): Promise<ChargeRule | null> => {
  const [rule] = await rulesOn(sql, cooperativeId, { sector, activityId }, [{ service, day }]);
  return rule ?? null;
};

/**
 * The rules that share charges of one activity, in their order, in one statement: one for the activity
 * before all others, then one for the service itself before one for the plugin, one for the sector
 * before one for all; of these the latest.
 */
export async function rulesOn(
  sql: Sql,
  cooperativeId: string,
  { sector, activityId }: { readonly sector: string; readonly activityId: string | null },
  charges: readonly { readonly service: string; readonly day: string }[],
): Promise<(ChargeRule | null)[]> {
  const rows = await sql.query<Row & { readonly place: bigint | number }>(
    `select c.place, r.* from unnest($2::text[], $3::date[]) with ordinality as c (service, day, place)
     cross join lateral (
       (select ${columns} from core.charge_rule r
        where cooperative_id = $1 and activity_id = $5
          and service in (c.service, split_part(c.service, '.', 1))
          and from_day <= c.day and c.day < until_day
        order by service = c.service desc, from_day desc, id desc limit 1)
       union all
       (select ${columns} from core.charge_rule r
        where cooperative_id = $1 and activity_id is null
          and service in (c.service, split_part(c.service, '.', 1))
          and (sector is null or sector = $4) and from_day <= c.day
        order by service = c.service desc, sector is not null desc, from_day desc, id desc limit 1)
       order by "activityId" nulls last limit 1) r`,
    [
      ...[cooperativeId, charges.map(({ service }) => service), charges.map(({ day }) => day)],
      ...[sector, activityId],
    ],
  );
  const found = new Map(rows.map(({ place, ...row }) => [Number(place), ofRow(row)]));
  return charges.map((_, i) => found.get(i + 1) ?? null);
}

const columns = `r.id, r.service, r.sector, r.activity_id as "activityId",
  r.from_day as "fromDay", r.until_day as "untilDay", r.source,
  r.user_share as "USER", r.client_share as "CLIENT", r.sector_share as "SECTOR",
  r.community_share as "COMMUNITY"`;

type Row = Omit<ChargeRule, 'shares'> & ChargeRule['shares'];

async function readRule(
  sql: Sql,
  statement: string,
  params: readonly unknown[],
): Promise<ChargeRule | null> {
  const [row] = await sql.query<Row>(statement, params);
  return row === undefined ? null : ofRow(row);
}

const ofRow = ({ USER, CLIENT, SECTOR, COMMUNITY, ...rule }: Row): ChargeRule => ({
  ...rule,
  shares: { USER, CLIENT, SECTOR, COMMUNITY },
});

function expectRule({ service, shares, fromDay, source, ...rule }: ChargeRule): void {
  if (!/^[a-z][a-z0-9-]*(\.[a-z0-9.-]+)?$/.test(service) || service.length > 120) {
    throw badInput('A service has a name such as "mobility.van".', 'service');
  }
  const parts = chargeBearers.map((bearer) => shares[bearer]);
  const whole = parts.every((part) => Number.isInteger(part) && part >= 0);
  if (!whole || parts.reduce((all, part) => all + part, 0) !== 1_000) {
    throw badInput('The shares are thousandths that sum to 1000.', 'shares');
  }
  if (!isCivilDate(fromDay)) throw badInput('A civil day is expected.', 'fromDay');
  expectOneActivity({ ...rule, fromDay });
  if (source.trim() === '' || source.length > 500) {
    throw badInput('A source of 1 to 500 characters is expected.', 'source');
  }
}

function expectOneActivity({
  sector,
  activityId = null,
  fromDay,
  untilDay = null,
}: Pick<ChargeRule, 'sector' | 'activityId' | 'fromDay' | 'untilDay'>): void {
  if ((activityId === null) !== (untilDay === null)) {
    throw badInput('A rule for one activity ends, and no other does.', 'untilDay');
  }
  if (activityId !== null && sector !== null) {
    throw badInput('A rule is for an activity or for a sector.', 'sector');
  }
  if (untilDay !== null && !(isCivilDate(untilDay) && untilDay > fromDay)) {
    throw badInput('A rule ends after its first day.', 'untilDay');
  }
}

const contentOf = (rule: ChargeRule): string => {
  const { service, sector, activityId = null, fromDay, untilDay = null, shares, source } = rule;
  const parts = chargeBearers.map((one) => shares[one]);
  return JSON.stringify([service, sector, activityId, fromDay, untilDay, parts, source]);
};
