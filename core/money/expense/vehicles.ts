import type { Context } from '../../platform/context.js';
import { GezelError, notFound } from '../../platform/errors.js';
import { globalId, newId } from '../../platform/ids.js';
import { locked } from '../../platform/model/locked.js';
import { violationsOf } from '../../platform/model/say.js';
import { lineFindings, tidy } from '../../platform/model/text.js';
import { byId } from '../../platform/read/read.js';
import { requireReach } from '../../platform/viewer.js';
import { record } from '../../platform/write/record.js';
import { transact } from '../../platform/write/transact.js';
import type { Finding, Violation } from '../../platform/write/violation.js';
import { vehicles } from './expense.policy.js';
import { Vehicle, type VehicleKind } from './vehicle.entity.js';

export interface ChangedVehicle {
  readonly vehicle: Vehicle | null;
  readonly violations: Violation[];
}

/** Notes a vehicle with which the viewer drives for activities. */
export async function registerVehicle(
  ctx: Context,
  input: { readonly kind: VehicleKind; readonly plate: string; readonly from?: string | null },
): Promise<ChangedVehicle> {
  requireReach(ctx.viewer, 'expense.write');
  const plate = tidy(input.plate).toUpperCase();
  const from = input.from ?? ctx.platform.clock.today();
  const findings = lineFindings('plate', plate, 20);
  if (findings.length > 0) return refusedAs(ctx, findings);
  const id = newId();
  await transact(ctx, async (tx) => {
    await tx.query(
      `insert into core.vehicle (cooperative_id, id, member_id, kind, plate, from_day)
       values ($1, $2, $3, $4, $5, $6)`,
      [tx.cooperativeId, id, ctx.viewer.memberId, input.kind, plate, from],
    );
    await record(tx, ctx, 'vehicle.register', [
      { type: 'vehicle.registered', subject: { type: 'Vehicle', id } },
    ]);
  });
  return { vehicle: await byId(ctx, vehicles, id), violations: [] };
}

/** Ends a vehicle of the viewer: trips from that day on are not claimed with it. */
export async function retireVehicle(
  ctx: Context,
  input: { readonly vehicleId: string; readonly until?: string | null },
): Promise<ChangedVehicle> {
  requireReach(ctx.viewer, 'expense.write');
  const { vehicleId: id } = input;
  const until = input.until ?? ctx.platform.clock.today();
  const findings = await transact(ctx, async (tx) => {
    const seen = await byId({ ...ctx, tx }, vehicles, id);
    const vehicle = seen && (await locked(tx, Vehicle, id));
    if (vehicle === null) throw notFound('Vehicle', globalId('Vehicle', id));
    if (vehicle.memberId !== ctx.viewer.memberId) {
      throw new GezelError('FORBIDDEN', { permission: 'expense.write' });
    }
    const path = ['until'];
    if (vehicle.until !== null) return [{ code: 'expense.vehicle-retired', path: ['vehicleId'] }];
    if (until < vehicle.from) return [{ code: 'expense.until-before-from', path }];
    await tx.query(
      `update core.vehicle set until_day = $3, version = version + 1
       where cooperative_id = $1 and id = $2`,
      [tx.cooperativeId, id, until],
    );
    await record(tx, ctx, 'vehicle.retire', [
      { type: 'vehicle.retired', subject: { type: 'Vehicle', id } },
    ]);
    return [];
  });
  if (findings.length > 0) return refusedAs(ctx, findings);
  return { vehicle: await byId(ctx, vehicles, id), violations: [] };
}

const refusedAs = (ctx: Context, findings: readonly Finding[]): ChangedVehicle => ({
  vehicle: null,
  violations: violationsOf(ctx, findings),
});
