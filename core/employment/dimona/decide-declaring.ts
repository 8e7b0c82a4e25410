import { Field, InputType, ObjectType } from 'type-graphql';
import { requireForAll } from '../../member/member.policy.js';
import type { Context } from '../../platform/context.js';
import { violationsOf } from '../../platform/model/say.js';
import { lineFindings, tidy } from '../../platform/model/text.js';
import { CivilDate } from '../../platform/scalars.js';
import { record } from '../../platform/write/record.js';
import { transact } from '../../platform/write/transact.js';
import { type Finding, refuses, Violation } from '../../platform/write/violation.js';

@InputType({
  description: 'From when a co-operative declares its contracts through this platform.',
})
export class DecideDeclaringInput {
  @Field(() => CivilDate, { description: 'The first day on which signatures are declared.' })
  from: string;

  @Field(() => CivilDate, {
    nullable: true,
    description: 'The day from which somebody else declares again; absent: not known yet.',
  })
  until?: string | null;

  @Field(() => String, { description: 'Where the decision stands, e.g. minutes of the board.' })
  reference: string;
}

@ObjectType({ description: 'Whether the decision stands.', simpleResolvers: true })
export class DecideDeclaringPayload {
  @Field(() => CivilDate, { nullable: true, description: 'Its first day; null when refused.' })
  from: string | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

/** Contracts that are signed from that day on wait for their declaration before work begins. */
export async function decideDeclaring(
  ctx: Context,
  { from, until = null, reference }: DecideDeclaringInput,
): Promise<DecideDeclaringPayload> {
  requireForAll(ctx.viewer, 'declaration.decide');
  return transact(ctx, async (tx) => {
    await tx.query('select from core.cooperative where id = $1 for no key update', [
      tx.cooperativeId,
    ]);
    const found: Finding[] = lineFindings('reference', tidy(reference), 500);
    if (from < ctx.platform.clock.today()) found.push({ code: 'declaring.past', path: ['from'] });
    if (until !== null && until <= from) found.push({ code: 'declaring.ends', path: ['until'] });
    const [overlaps] = await tx.query(
      `select from core.dimona_setting where cooperative_id = $1
         and daterange(from_day, until_day) && daterange($2::date, $3::date)`,
      [tx.cooperativeId, from, until !== null && until <= from ? null : until],
    );
    if (overlaps !== undefined) found.push({ code: 'declaring.decided', path: ['from'] });
    if (refuses(found)) return { from: null, violations: violationsOf(ctx, found) };
    await tx.query(
      `insert into core.dimona_setting (cooperative_id, from_day, until_day, reference)
       values ($1, $2, $3, $4)`,
      [tx.cooperativeId, from, until, tidy(reference)],
    );
    const subject = { type: 'Cooperative', id: tx.cooperativeId };
    await record(tx, ctx, 'cooperative.decide-declaring', [], subject);
    return { from, violations: [] };
  });
}
