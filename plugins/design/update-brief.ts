/** What is agreed changes while it is worked on: the brief itself, and what it asks for. */
import {
  type Attempted,
  changeable,
  Decimal,
  Field,
  ID,
  InputType,
  Int,
  locked,
  type PluginContext,
  type PluginFinding,
  text,
} from 'gezel/sdk';
import { authorOf, priceOf, roundsOf } from './add-deliverable.js';
import { BriefStatus, DesignBrief } from './brief.entity.js';
import { clientOf } from './create-brief.js';
import { DeliverableStatus, DesignDeliverable } from './deliverable.entity.js';
import { isOffered } from './quote-brief.js';

@InputType({ description: 'What changes of a brief; what is absent stays, null: none.' })
export class DesignUpdateBriefInput {
  @Field(() => ID, { description: 'The brief.' })
  id: string;

  @Field(() => String, { nullable: true, description: 'What it is called; never none.' })
  title?: string | null;

  @Field(() => ID, { nullable: true, description: 'Who wants it; not while it is quoted.' })
  clientId?: string | null;

  @Field(() => String, { nullable: true, description: 'What it must bring about.' })
  goal?: string | null;

  @Field(() => String, { nullable: true, description: 'For whom it is made.' })
  audience?: string | null;

  @Field(() => String, { nullable: true, description: 'What it must keep to.' })
  constraints?: string | null;

  @Field(() => String, { nullable: true, description: 'What the client provides, and when.' })
  materials?: string | null;
}

@InputType({ description: 'What changes of a deliverable; what is absent stays, null: none.' })
export class DesignUpdateDeliverableInput {
  @Field(() => ID, { description: 'The deliverable.' })
  id: string;

  @Field(() => String, { nullable: true, description: 'What it is; never none.' })
  title?: string | null;

  @Field(() => String, { nullable: true, description: 'In which form, e.g. "A2, PDF/X-4".' })
  format?: string | null;

  @Field(() => ID, { nullable: true, description: 'The member whose work it is.' })
  authorId?: string | null;

  @Field(() => Int, { nullable: true, description: 'Rounds that the price includes: 0 to 100.' })
  includedRounds?: number | null;

  @Field(() => Decimal, {
    nullable: true,
    description: 'What each round beyond those costs from now on, without VAT.',
  })
  extraRoundPrice?: string | null;
}

/** Only what is said is written, under the lock: of two at once neither undoes the other’s. */
export async function updateBrief(
  ctx: PluginContext,
  input: DesignUpdateBriefInput,
): Promise<Attempted<DesignBrief>> {
  const permission = 'design.write';
  const { id, activityId } = await changeable(ctx, DesignBrief, input.id, { permission });
  const { clientId } = input;
  const long = (name: 'goal' | 'audience' | 'constraints' | 'materials') =>
    input[name] === undefined ? {} : { [name]: text(input[name], name, 2_000) };
  const change = {
    ...(input.title != null && { title: text(input.title, 'title') }),
    ...(clientId !== undefined && { clientId: await clientOf(ctx, activityId, clientId) }),
    ...{ ...long('goal'), ...long('audience'), ...long('constraints'), ...long('materials') },
  };
  return ctx.attempt({ action: 'design.update-brief' }, async (inside) => {
    const brief = await locked(inside, DesignBrief, id);
    const found: PluginFinding[] = [];
    if (brief.status !== BriefStatus.OPEN) found.push({ code: 'design.brief-ended', path: ['id'] });
    const another = change.clientId !== undefined && change.clientId !== brief.clientId;
    if (another && (await isOffered(inside, brief))) {
      found.push({ code: 'design.brief-quoted', path: ['clientId'] });
    }
    return {
      findings: found,
      write: async () => {
        const row = { ...change, changedAt: inside.now };
        return (await inside.store.update(DesignBrief, id, row)) ?? brief;
      },
    };
  });
}

/** Rounds that were asked for keep the price that they had. */
export async function updateDeliverable(
  ctx: PluginContext,
  input: DesignUpdateDeliverableInput,
): Promise<Attempted<DesignDeliverable>> {
  const permission = 'design.write';
  const known = await changeable(ctx, DesignDeliverable, input.id, { permission });
  const { id, currency } = known;
  const { format, authorId, includedRounds, extraRoundPrice: price } = input;
  const change = {
    ...(input.title != null && { title: text(input.title, 'title') }),
    ...(format !== undefined && { format: text(format, 'format') }),
    ...(authorId !== undefined && { authorId: await authorOf(ctx, authorId) }),
    ...(includedRounds != null && { includedRounds: roundsOf(includedRounds) }),
    ...(price !== undefined && { extraRoundMinor: priceOf(price, currency) }),
  };
  return ctx.attempt({ action: 'design.update-deliverable' }, async (inside) => {
    const row = await locked(inside, DesignDeliverable, id);
    const brief = await inside.store.get(DesignBrief, row.briefId);
    const found: PluginFinding[] = [];
    if (row.status === DeliverableStatus.DELIVERED) {
      found.push({ code: 'design.deliverable-delivered', path: ['id'] });
    } else if (brief?.status !== BriefStatus.OPEN) {
      found.push({ code: 'design.brief-ended', path: ['id'] });
    }
    return {
      findings: found,
      write: async () =>
        (await inside.store.update(DesignDeliverable, id, {
          ...{ ...change, changedAt: inside.now },
        })) ?? row,
    };
  });
}
