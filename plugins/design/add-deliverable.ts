import {
  type Attempted,
  badInput,
  changeable,
  Decimal,
  Field,
  globalId,
  ID,
  InputType,
  Int,
  localId,
  locked,
  minorOf,
  notFound,
  type PluginContext,
  type PluginFinding,
  text,
} from 'gezel/sdk';
import { BriefStatus, DesignBrief } from './brief.entity.js';
import { DeliverableStatus, DesignDeliverable } from './deliverable.entity.js';

@InputType({ description: 'Something that a brief asks for.' })
export class DesignAddDeliverableInput {
  @Field(() => ID, { description: 'The brief.' })
  briefId: string;

  @Field(() => String, { description: 'What it is, at most 200 characters.' })
  title: string;

  @Field(() => String, { nullable: true, description: 'In which form, e.g. "A2, PDF/X-4".' })
  format?: string | null;

  @Field(() => ID, { nullable: true, description: 'The member whose work it is.' })
  authorId?: string | null;

  @Field(() => Int, { description: 'Rounds of revision that the price includes: 0 to 100.' })
  includedRounds: number;

  @Field(() => Decimal, {
    nullable: true,
    description: 'What each round beyond those costs, without VAT, in the activity’s currency.',
  })
  extraRoundPrice?: string | null;
}

/** At most so many deliverables of a brief, and revisions of a deliverable. */
export const mostOf = 100;

export async function addDeliverable(
  ctx: PluginContext,
  input: DesignAddDeliverableInput,
): Promise<Attempted<DesignDeliverable>> {
  const { id: briefId, activityId } = await changeable(ctx, DesignBrief, input.briefId, {
    ...{ permission: 'design.write', path: 'briefId' },
  });
  const { currency } = await ctx.core.require('Activity', activityId, 'design.write');
  const row = {
    ...{ activityId, briefId, currency, status: DeliverableStatus.DRAFT, roundsTaken: 0 },
    title: text(input.title, 'title'),
    format: text(input.format ?? null, 'format'),
    authorId: await authorOf(ctx, input.authorId ?? null),
    includedRounds: roundsOf(input.includedRounds),
    extraRoundMinor: priceOf(input.extraRoundPrice ?? null, currency),
    changedAt: ctx.now,
  };
  return ctx.attempt({ action: 'design.add-deliverable' }, async (inside) => ({
    findings: await briefFindings(inside, briefId),
    write: () => inside.store.insert(DesignDeliverable, row),
  }));
}

/** The brief is held, so that two who add at once do not pass the bound together. */
async function briefFindings(ctx: PluginContext, briefId: string): Promise<PluginFinding[]> {
  const { status } = await locked(ctx, DesignBrief, briefId);
  if (status !== BriefStatus.OPEN) return [{ code: 'design.brief-ended', path: ['briefId'] }];
  const there = await ctx.store.find(DesignDeliverable, { briefId }, { limit: mostOf });
  if (there.length < mostOf) return [];
  return [{ code: 'design.too-many-deliverables', path: ['briefId'], values: { limit: mostOf } }];
}

export async function authorOf(
  { core }: PluginContext,
  authorId: string | null,
): Promise<string | null> {
  if (authorId === null) return null;
  const id = localId('Member', authorId, 'authorId');
  if ((await core.member(id)) === null) throw notFound('Member', globalId('Member', id));
  return id;
}

export function roundsOf(rounds: number): number {
  if (rounds >= 0 && rounds <= mostOf) return rounds;
  throw badInput(`A whole number from 0 to ${mostOf} is expected.`, 'includedRounds');
}

export function priceOf(price: string | null, currency: string): bigint | null {
  if (price === null) return null;
  const minor = minorOf(price, currency, 'extraRoundPrice');
  if (minor <= 0n) throw badInput('The price is more than nothing.', 'extraRoundPrice');
  return minor;
}
