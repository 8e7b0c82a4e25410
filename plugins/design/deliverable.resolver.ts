import {
  Arg,
  type Attempted,
  Ctx,
  Field,
  FieldResolver,
  ID,
  ifChangeable,
  Mutation,
  ObjectType,
  type PluginContext,
  Query,
  Requires,
  Resolver,
  Root,
  Violation,
  visible,
} from 'gezel/sdk';
import { addDeliverable, DesignAddDeliverableInput } from './add-deliverable.js';
import { DesignBrief } from './brief.entity.js';
import {
  changeDeliverable,
  DesignChangeDeliverableInput,
  DesignRequestRevisionInput,
  deliverableSteps,
  requestRevision,
  stepsFrom,
} from './change-deliverable.js';
import { DeliverableStatus, DesignDeliverable, DesignRevisionRound } from './deliverable.entity.js';
import { DesignInvoiceRoundsInput, invoiceRounds } from './invoice-lines.js';
import { DesignLicence } from './licence.entity.js';
import { DesignUpdateDeliverableInput, updateDeliverable } from './update-brief.js';

@ObjectType({ simpleResolvers: true, description: 'The deliverable as it now is, or why not.' })
export class DesignDeliverablePayload {
  @Field(() => DesignDeliverable, { nullable: true, description: 'The deliverable.' })
  deliverable: DesignDeliverable | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@Resolver(() => DesignDeliverable)
export class DeliverableResolver {
  @FieldResolver(() => DesignBrief, { nullable: true, description: 'The brief that asks for it.' })
  brief(@Root() { briefId }: DesignDeliverable, @Ctx() { store }: PluginContext) {
    return store.get(DesignBrief, briefId);
  }

  @FieldResolver(() => [DesignRevisionRound], {
    description: 'Its revisions in their order, at most 100: the free ones and those with a price.',
  })
  rounds(@Root() { id }: DesignDeliverable, @Ctx() { store }: PluginContext) {
    const orderBy = { property: 'number', direction: 'asc' } as const;
    return store.listBy(DesignRevisionRound, 'deliverableId', id, { orderBy });
  }

  @FieldResolver(() => [DesignLicence], { description: 'Its newest licences, at most 100.' })
  licences(@Root() { id }: DesignDeliverable, @Ctx() { store }: PluginContext) {
    const orderBy = { property: 'id', direction: 'desc' } as const;
    return store.listBy(DesignLicence, 'deliverableId', id, { orderBy });
  }

  @FieldResolver(() => [String], { description: 'What the caller may do with it now.' })
  viewerCan(@Root() { activityId, status }: DesignDeliverable, @Ctx() ctx: PluginContext) {
    const update = status === DeliverableStatus.DELIVERED ? [] : ['design.update-deliverable'];
    return ifChangeable(ctx, activityId, 'design.write', [...stepsFrom(status), ...update]);
  }

  @Requires('design.read')
  @Query(() => DesignDeliverable, { nullable: true, description: 'A deliverable by its id.' })
  designDeliverable(
    @Ctx() ctx: PluginContext,
    @Arg('id', () => ID, { description: 'Global id.' }) id: string,
  ): Promise<DesignDeliverable | null> {
    return visible(ctx, DesignDeliverable, id);
  }

  @Requires('design.write')
  @Mutation(() => DesignDeliverablePayload, {
    nullable: true,
    description: 'Adds something that a brief asks for.',
  })
  designAddDeliverable(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => DesignAddDeliverableInput, { description: 'The deliverable.' })
    input: DesignAddDeliverableInput,
  ): Promise<DesignDeliverablePayload> {
    return told(addDeliverable(ctx, input));
  }

  @Requires('design.write')
  @Mutation(() => DesignDeliverablePayload, {
    nullable: true,
    description: 'Changes what was agreed of a deliverable; rounds asked for keep their price.',
  })
  designUpdateDeliverable(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => DesignUpdateDeliverableInput, { description: 'What changes.' })
    input: DesignUpdateDeliverableInput,
  ): Promise<DesignDeliverablePayload> {
    return told(updateDeliverable(ctx, input));
  }

  @Requires('design.write')
  @Mutation(() => DesignDeliverablePayload, {
    nullable: true,
    description: 'Shows the client what was made.',
  })
  designSubmitDeliverable(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => DesignChangeDeliverableInput, { description: 'Which one.' })
    input: DesignChangeDeliverableInput,
  ): Promise<DesignDeliverablePayload> {
    return told(changeDeliverable(ctx, deliverableSteps.submit, input));
  }

  @Requires('design.write')
  @Mutation(() => DesignDeliverablePayload, {
    nullable: true,
    description: 'Records that the client wants a revision: one more round.',
  })
  designRequestRevision(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => DesignRequestRevisionInput, { description: 'What is to be different.' })
    input: DesignRequestRevisionInput,
  ): Promise<DesignDeliverablePayload> {
    return told(requestRevision(ctx, input));
  }

  @Requires('design.write')
  @Mutation(() => DesignDeliverablePayload, {
    nullable: true,
    description: 'Puts the extra rounds that are on no invoice yet on a draft, a line each.',
  })
  designInvoiceRounds(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => DesignInvoiceRoundsInput, { description: 'Which, and where.' })
    input: DesignInvoiceRoundsInput,
  ): Promise<DesignDeliverablePayload> {
    return told(invoiceRounds(ctx, input));
  }

  @Requires('design.write')
  @Mutation(() => DesignDeliverablePayload, {
    nullable: true,
    description: 'Records that the client has accepted it.',
  })
  designAcceptDeliverable(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => DesignChangeDeliverableInput, { description: 'Which one.' })
    input: DesignChangeDeliverableInput,
  ): Promise<DesignDeliverablePayload> {
    return told(changeDeliverable(ctx, deliverableSteps.accept, input));
  }

  @Requires('design.write')
  @Mutation(() => DesignDeliverablePayload, {
    nullable: true,
    description: 'Records that the finished work was handed over.',
  })
  designDeliverDeliverable(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => DesignChangeDeliverableInput, { description: 'Which one.' })
    input: DesignChangeDeliverableInput,
  ): Promise<DesignDeliverablePayload> {
    return told(changeDeliverable(ctx, deliverableSteps.deliver, input));
  }
}

async function told(
  attempt: Promise<Attempted<DesignDeliverable>>,
): Promise<DesignDeliverablePayload> {
  const { done, violations } = await attempt;
  return { deliverable: done, violations };
}
