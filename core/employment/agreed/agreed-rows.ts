import type { Tx } from '../../platform/database/transaction.js';
import type { AgreedLadder } from '../rules/agreed-ladder.js';

/**
 * The ladders that hold on a day as a JSON list, one for each code and joint committee: the co-operative's
 * own before the country's. The arguments are SQL expressions.
 */
export const agreedRows = (of: {
  readonly country: string;
  readonly cooperative: string;
  readonly committee: string;
  readonly day: string;
}): string => `
    (select coalesce(jsonb_agg(to_jsonb(g)), '[]') from (
       select distinct on (g.code, g.joint_committee) g.code,
         g.joint_committee as "jointCommittee", g.steps, g.from_day as "from", g.source
       from core.agreed_figure g
       where g.country = ${of.country} and g.from_day <= ${of.day}::date
         and (g.until_day is null or g.until_day > ${of.day}::date)
         and (g.cooperative_id is null or g.cooperative_id = ${of.cooperative})
         and (g.joint_committee is null or g.joint_committee = ${of.committee})
       order by g.code, g.joint_committee, g.cooperative_id nulls last, g.from_day desc) g)`;

/** What holds on a day for a joint committee. */
export async function agreedOn(
  tx: Pick<Tx, 'query' | 'cooperativeId'>,
  jointCommittee: string | null,
  day: string,
): Promise<readonly AgreedLadder[]> {
  const rows = agreedRows({ country: 'c.country', cooperative: '$1', committee: '$2', day: '$3' });
  const [row] = await tx.query<{ agreed: AgreedLadder[] }>(
    `select ${rows} as agreed from core.cooperative c where c.id = $1`,
    [tx.cooperativeId, jointCommittee, day],
  );
  return row?.agreed ?? [];
}
