import { activities, requireManaged } from '../../activity/activity.policy.js';
import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { GezelError, notFound } from '../../platform/errors.js';
import { globalId } from '../../platform/ids.js';
import { locked } from '../../platform/model/locked.js';
import { violationsOf } from '../../platform/model/say.js';
import { byId } from '../../platform/read/read.js';
import { record } from '../../platform/write/record.js';
import { transact } from '../../platform/write/transact.js';
import { refuses } from '../../platform/write/violation.js';
import { Client } from './client.entity.js';
import { clients } from './client.policy.js';
import { checkClient } from './client-rules.js';
import { type ClientDetails, clientGround, type SavedClient, valuesOf } from './create-client.js';

/** The client is a UUID; the version is that of what the viewer saw. */
export interface ClientChange extends ClientDetails {
  readonly clientId: string;
  readonly expectedVersion: number;
}

/** Replaces what is known of a client; documents that are already issued do not change. */
export async function updateClient(ctx: Context, change: ClientChange): Promise<SavedClient> {
  const seen = await byId(ctx, clients, change.clientId);
  if (seen === null) throw notFound('Client', globalId('Client', change.clientId));
  const activityId = globalId(activities.typeName, seen.activityId);
  const activity = await requireManaged(ctx, activityId, 'client.write');
  return transact(ctx, async (tx) => {
    const before = await locked(tx, Client, change.clientId);
    if (before?.version !== change.expectedVersion) {
      const { expectedVersion: expected } = change;
      throw new GezelError('CONFLICT', { thing: 'Client', expected, actual: before?.version ?? 0 });
    }
    const ground = await clientGround(tx, ctx, activity);
    const checked = checkClient(valuesOf(before.kind, change), ground);
    if (refuses(checked.findings)) {
      return { client: null, violations: violationsOf(ctx, checked.findings) };
    }
    const version = before.version + 1;
    const client = Object.assign(new Client(), { ...before, ...checked.client, version });
    await writeClient(tx, client);
    const subject = { type: 'Client', id: client.id };
    const fact = { type: 'client.changed', subject, activityId: activity.id };
    await record(tx, ctx, 'client.update', [fact]);
    return { client, violations: [] };
  });
}

async function writeClient(tx: Tx, client: Client): Promise<void> {
  await tx.query(
    `update core.client set name = $3, enterprise_number = $4, vat_number = $5, email = $6,
       street = $7, postal_code = $8, city = $9, country = $10, payment_term_days = $11,
       version = $12, peppol_address = $13, locale = $14
     where cooperative_id = $1 and id = $2`,
    [
      ...[tx.cooperativeId, client.id, client.name, client.enterpriseNumber, client.vatNumber],
      ...[client.email, client.street, client.postalCode, client.city, client.country],
      ...[client.paymentTermDays, client.version, client.peppolAddress, client.locale],
    ],
  );
}
