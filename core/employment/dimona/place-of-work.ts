import type { Activity } from '../../activity/activity.entity.js';
import { requireManaged } from '../../activity/activity.policy.js';
import type { Context } from '../../platform/context.js';
import type { Sql } from '../../platform/database/sql.js';
import { violationsOf } from '../../platform/model/say.js';
import { lineFindings, tidy } from '../../platform/model/text.js';
import { record } from '../../platform/write/record.js';
import { transact } from '../../platform/write/transact.js';
import { type Finding, refuses, type Violation } from '../../platform/write/violation.js';
import type { PlaceOfWork, SetPlaceOfWorkInput } from './place-of-work.types.js';

/** Says where an activity’s people work, in place of what was said before. */
export async function setPlaceOfWork(
  ctx: Context,
  input: SetPlaceOfWorkInput,
): Promise<{ place: PlaceOfWork | null; violations: Violation[] }> {
  const activity = await requireManaged(ctx, input.activityId, 'contract.write');
  const place = tidied(input);
  const findings = placeFindings(place);
  if (refuses(findings)) return { place: null, violations: violationsOf(ctx, findings) };
  await transact(ctx, async (tx) => {
    await tx.query(
      `insert into core.place_of_work (cooperative_id, activity_id, name, street, house_number,
         box_number, post_code, municipality_code, municipality)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       on conflict (cooperative_id, activity_id) do update set name = excluded.name,
         street = excluded.street, house_number = excluded.house_number,
         box_number = excluded.box_number, post_code = excluded.post_code,
         municipality_code = excluded.municipality_code, municipality = excluded.municipality,
         version = core.place_of_work.version + 1`,
      [
        ...[tx.cooperativeId, activity.id, place.name, place.street, place.houseNumber],
        ...[place.boxNumber, place.postCode, place.municipalityCode, place.municipality],
      ],
    );
    const subject = { type: 'Activity', id: activity.id };
    await record(tx, ctx, 'activity.set-place-of-work', [
      { type: 'activity.place-of-work-set', subject, activityId: activity.id },
    ]);
  });
  return { place, violations: [] };
}

/** Where the people of activities work, one statement for a whole level. */
export function placeOfWorkOf(ctx: Context, { id }: Activity): Promise<PlaceOfWork | null> {
  const load = async (ids: readonly string[]) => {
    const places = await readPlaces(ctx.platform.database, ctx.viewer.cooperativeId, ids);
    return ids.map((activityId) => places.get(activityId) ?? null);
  };
  return ctx.loaders.batch<PlaceOfWork | null>(placeOfWorkOf, 'place', load).load(id);
}

async function readPlaces(sql: Sql, cooperativeId: string, ids: readonly string[]) {
  const rows = await sql.query<PlaceOfWork & { activityId: string }>(
    `select activity_id as "activityId", name, street, house_number as "houseNumber",
       box_number as "boxNumber", post_code as "postCode",
       municipality_code as "municipalityCode", municipality
     from core.place_of_work where cooperative_id = $1 and activity_id = any($2::uuid[])`,
    [cooperativeId, ids],
    'places-of-work',
  );
  return new Map(rows.map(({ activityId, ...place }) => [activityId, place]));
}

function tidied(input: SetPlaceOfWorkInput): PlaceOfWork {
  return {
    ...{ name: tidy(input.name), street: tidy(input.street) },
    ...{ houseNumber: tidy(input.houseNumber), postCode: tidy(input.postCode) },
    boxNumber: input.boxNumber == null ? null : tidy(input.boxNumber),
    municipalityCode: tidy(input.municipalityCode),
    municipality: tidy(input.municipality),
  };
}

function placeFindings(place: PlaceOfWork): Finding[] {
  const found = [
    ...lineFindings('name', place.name, 200),
    ...lineFindings('street', place.street, 200),
    ...lineFindings('houseNumber', place.houseNumber, 20),
    ...(place.boxNumber === null ? [] : lineFindings('boxNumber', place.boxNumber, 20)),
    ...lineFindings('postCode', place.postCode, 20),
    ...lineFindings('municipality', place.municipality, 200),
  ];
  if (!/^\d{5}$/.test(place.municipalityCode)) {
    found.push({ code: 'place.municipality-unreadable', path: ['municipalityCode'] });
  }
  return found;
}
