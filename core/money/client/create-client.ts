import type { Activity } from '../../activity/activity.entity.js';
import { requireManaged } from '../../activity/activity.policy.js';
import type { Context } from '../../platform/context.js';
import type { Sql } from '../../platform/database/sql.js';
import { globalId, newId } from '../../platform/ids.js';
import { violationsOf } from '../../platform/model/say.js';
import { tidy } from '../../platform/model/text.js';
import { record } from '../../platform/write/record.js';
import { transact } from '../../platform/write/transact.js';
import { type Finding, refuses, type Violation } from '../../platform/write/violation.js';
import { moneyRulesAt } from '../money-rule.js';
import { Client, type ClientKind } from './client.entity.js';
import { type ClientGround, type ClientValues, checkClient } from './client-rules.js';

/** Scalars are validated before; the activity is a UUID. */
export interface NewClient extends ClientDetails {
  readonly activityId: string;
  readonly kind: ClientKind;
}

/** What of a client can be changed afterwards. */
export interface ClientDetails {
  readonly name: string;
  readonly enterpriseNumber?: string | null;
  readonly vatNumber?: string | null;
  readonly email?: string | null;
  readonly peppolAddress?: string | null;
  readonly locale?: string | null;
  readonly address: {
    readonly street: string;
    readonly postalCode: string;
    readonly city: string;
    readonly country: string;
  };
  readonly paymentTermDays?: number | null;
}

export interface SavedClient {
  readonly client: Client | null;
  readonly violations: Violation[];
}

/** Adds a client to an activity that the viewer manages. */
export async function createClient(ctx: Context, input: NewClient): Promise<SavedClient> {
  const global = globalId('Activity', input.activityId);
  const activity = await requireManaged(ctx, global, 'client.write');
  return transact(ctx, async (tx) => {
    const ground = await clientGround(tx, ctx, activity);
    const checked = checkClient(valuesOf(input.kind, input), ground);
    const closed: Finding[] =
      activity.status === 'OPEN' ? [] : [{ code: 'document.activity-closed' }];
    const found = [...closed, ...checked.findings];
    if (refuses(found)) return { client: null, violations: violationsOf(ctx, found) };
    const client = Object.assign(new Client(), {
      ...{ cooperativeId: tx.cooperativeId, id: newId(), activityId: activity.id },
      ...checked.client,
      version: 1,
    });
    await insertClient(tx, ctx, client);
    const subject = { type: 'Client', id: client.id };
    const fact = { type: 'client.created', subject, activityId: activity.id };
    await record(tx, ctx, 'client.create', [fact]);
    return { client, violations: [] };
  });
}

/** The law of the country where the activity's legal entity has its seat, today. */
export async function clientGround(
  sql: Sql,
  ctx: Context,
  activity: Activity,
): Promise<ClientGround> {
  const day = ctx.platform.clock.today();
  const [host] = await sql.query<{ country: string }>(
    'select country from core.host_entity where cooperative_id = $1 and id = $2',
    [activity.cooperativeId, activity.hostEntityId],
  );
  const country = host?.country ?? '';
  return { country, day, rules: await moneyRulesAt(sql, country, day) };
}

/** What was sent, in one form. */
export function valuesOf(kind: ClientKind, details: ClientDetails): ClientValues {
  const { address } = details;
  return {
    kind,
    name: tidy(details.name),
    enterpriseNumber: details.enterpriseNumber ?? null,
    vatNumber: details.vatNumber ?? null,
    email: details.email ?? null,
    peppolAddress: tidy(details.peppolAddress ?? '') || null,
    locale: details.locale ?? null,
    street: tidy(address.street),
    postalCode: tidy(address.postalCode),
    city: tidy(address.city),
    country: address.country,
    paymentTermDays: details.paymentTermDays ?? null,
  };
}

async function insertClient(sql: Sql, ctx: Context, client: Client): Promise<void> {
  await sql.query(
    `insert into core.client (cooperative_id, id, activity_id, kind, name, enterprise_number,
       vat_number, email, street, postal_code, city, country, payment_term_days, created_by,
       peppol_address, locale)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
    [
      ...[client.cooperativeId, client.id, client.activityId, client.kind, client.name],
      ...[client.enterpriseNumber, client.vatNumber, client.email],
      ...[client.street, client.postalCode, client.city, client.country],
      ...[client.paymentTermDays, ctx.viewer.memberId, client.peppolAddress, client.locale],
    ],
  );
}
