import type { Nearness, Point } from '../../sdk/nearness.js';
import type { Context } from '../context.js';
import type { EntityClass } from '../database/orm.js';
import { type Fragment, raw, sql } from '../database/rows.js';
import { type EntityModel, entityModel } from './entity-model.js';

/**
 * The parts of a statement about how far rows are. Positions are points in space, so the straight
 * line between two of them grows with the great circle: a spatial index that answers the nearest of
 * them first is right everywhere on earth, and a box around the point leaves few to be measured.
 */
export interface Near {
  /** The table of the places, quoted. */
  readonly table: Fragment;
  /** Of a place behind this alias. */
  code(alias: string): Fragment;
  line(alias: string): Fragment;
  /** Whether a place of the co-operative is near. */
  within(alias: string): Fragment;
  /** The codes that the row behind this alias holds. */
  held(alias: string): Fragment;
  /** Whether any of the places that the row "t" holds is near. */
  readonly isNear: Fragment;
  /** The straight line to the nearest place of the row behind this alias, null without any. */
  nearestLine(alias: string): Fragment;
  /** The code of that place. */
  nearestCode(alias: string): Fragment;
}

export function nearOf<T extends object>(
  ctx: Context,
  model: EntityModel,
  { held, places, of, withinM }: Nearness<T>,
): Near {
  const there = entityModel(ctx.platform.orm, places.entity as unknown as EntityClass);
  const { name: codes, type } = model.column(held);
  if (type !== 'text[]' || !/^[a-z_]+$/.test(places.position) || !(withinM > 0)) {
    throw new Error(`"${held}" holds no codes of places within ${withinM} m of a point.`);
  }
  const column = (alias: string, name: string) => raw(`${alias}.${name}`);
  const code = (alias: string) => column(alias, there.column(places.code).name);
  const centre = positionOf(of);
  const reach = lineOf(withinM);
  const line = (alias: string) => sql`(${column(alias, places.position)} <-> ${centre}::cube)`;
  const ours = (alias: string) =>
    sql`${column(alias, '"cooperative_id"')} = ${ctx.viewer.cooperativeId}`;
  const within = (alias: string) => sql`${ours(alias)}
    and ${column(alias, places.position)} <@ cube_enlarge(${centre}::cube, ${reach}::float8, 3)
    and ${line(alias)} <= ${reach}::float8`;
  const table = raw(there.table);
  const fromHeld = (alias: string) => sql`from ${table} q where ${ours('q')}
    and ${code('q')} = any(${column(alias, codes)})`;
  return {
    ...{ table, code, line, within },
    held: (alias) => column(alias, codes),
    isNear: sql`${column('t', codes)} && array(
      select ${code('p')} from ${table} p where ${within('p')})`,
    nearestLine: (alias) => sql`(select min(${line('q')}) ${fromHeld(alias)})`,
    nearestCode: (alias) => sql`(select ${code('q')} ${fromHeld(alias)}
      order by ${line('q')}, ${code('q')} limit 1)`,
  };
}

/** The mean radius of the earth, as the generated columns of positions have it. */
const radiusM = 6_371_008.8;

/** A point on the sphere by its three axes, as PostgreSQL reads a cube. */
function positionOf({ latitude, longitude }: Point): string {
  const [north, east] = [latitude, longitude].map((one) => (one / 1_000_000) * (Math.PI / 180)) as [
    number,
    number,
  ];
  const across = Math.cos(north) * radiusM;
  return `(${across * Math.cos(east)}, ${across * Math.sin(east)}, ${Math.sin(north) * radiusM})`;
}

/** The straight line under so many metres of a great circle: half of one is the longest. */
const lineOf = (metres: number): number =>
  2 * radiusM * Math.sin(Math.min(metres / (2 * radiusM), Math.PI / 2));

/** The reverse, in whole metres. */
export const metresOf = (line: unknown): number | null =>
  line === null || line === undefined
    ? null
    : Math.round(2 * radiusM * Math.asin(Math.min(1, Number(line) / (2 * radiusM))));
