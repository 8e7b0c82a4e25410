import {
  Arg,
  Args,
  Ctx,
  connectionType,
  Field,
  Mutation,
  ObjectType,
  type Page,
  PageArgs,
  type PluginContext,
  Query,
  Requires,
  Resolver,
  Violation,
} from 'gezel/sdk';
import { CollectionFigure, CollectionPolicy } from './reference.entity.js';
import {
  CollectionSetFigureInput,
  CollectionSetPolicyInput,
  setFigure,
  setPolicy,
} from './set-reference.js';

@ObjectType({ simpleResolvers: true, description: 'The figure as it now holds, or why not.' })
export class CollectionSetFigurePayload {
  @Field(() => CollectionFigure, { nullable: true, description: 'The figure.' })
  figure: CollectionFigure | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@ObjectType({ simpleResolvers: true, description: 'The policy as it now holds, or why not.' })
export class CollectionSetPolicyPayload {
  @Field(() => CollectionPolicy, { nullable: true, description: 'The policy.' })
  policy: CollectionPolicy | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

const FigureConnection = connectionType(CollectionFigure);
const PolicyConnection = connectionType(CollectionPolicy);

@Resolver()
export class ReferenceResolver {
  @Requires('collection.read')
  @Query(() => FigureConnection, {
    nullable: true,
    description: 'Interest rates and lump sums, the newest first.',
  })
  collectionFigures(
    @Ctx() { store }: PluginContext,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<CollectionFigure> {
    return store.page(CollectionFigure, args, {
      orderBy: { property: 'fromDay', direction: 'desc' },
    });
  }

  @Requires('collection.read')
  @Query(() => PolicyConnection, {
    nullable: true,
    description: 'How the co-operative collects, by kind of debtor.',
  })
  collectionPolicies(
    @Ctx() { store }: PluginContext,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<CollectionPolicy> {
    return store.page(CollectionPolicy, args);
  }

  @Requires('collection.reference')
  @Mutation(() => CollectionSetFigurePayload, {
    nullable: true,
    description: 'Records a figure of the law with the days on which it holds.',
  })
  async collectionSetFigure(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => CollectionSetFigureInput, { description: 'The figure.' })
    input: CollectionSetFigureInput,
  ): Promise<CollectionSetFigurePayload> {
    const { done, violations } = await setFigure(ctx, input);
    return { figure: done, violations };
  }

  @Requires('collection.reference')
  @Mutation(() => CollectionSetPolicyPayload, {
    nullable: true,
    description: 'Decides how debts of a kind of debtor are collected from a day on.',
  })
  async collectionSetPolicy(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => CollectionSetPolicyInput, { description: 'The policy.' })
    input: CollectionSetPolicyInput,
  ): Promise<CollectionSetPolicyPayload> {
    const { done, violations } = await setPolicy(ctx, input);
    return { policy: done, violations };
  }
}
