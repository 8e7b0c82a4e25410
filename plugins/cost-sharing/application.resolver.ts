import {
  Activity,
  Arg,
  Args,
  type CoreReference,
  Ctx,
  connectionType,
  Field,
  FieldResolver,
  ID,
  Mutation,
  ObjectType,
  type Page,
  PageArgs,
  type PluginContext,
  Query,
  Requires,
  Resolver,
  Root,
  Violation,
  visible,
} from 'gezel/sdk';
import { ApplicationStatus, CostSharingApplication } from './application.entity.js';
import {
  assessApplication,
  CostSharingAssessApplicationInput,
  CostSharingDecideApplicationInput,
  decideApplication,
} from './decide-application.js';
import { CostSharingRule } from './rule.entity.js';

@ObjectType({ simpleResolvers: true, description: 'The application as it now is, or why not.' })
export class CostSharingApplicationPayload {
  @Field(() => CostSharingApplication, { nullable: true, description: 'The application.' })
  application: CostSharingApplication | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

export const ApplicationConnection = connectionType(CostSharingApplication);

@Resolver(() => CostSharingApplication)
export class ApplicationResolver {
  @FieldResolver(() => Activity.type, { nullable: true, description: 'For which activity.' })
  activity(@Root() { activityId }: CostSharingApplication): CoreReference {
    return { id: activityId };
  }

  @FieldResolver(() => CostSharingRule, {
    nullable: true,
    description: 'What was granted, as the ledger applies it.',
  })
  rule(@Root() { id, status }: CostSharingApplication, @Ctx() { store }: PluginContext) {
    return status === ApplicationStatus.GRANTED ? store.get(CostSharingRule, id) : null;
  }

  @FieldResolver(() => [String], { description: 'What the caller may do with it now.' })
  async viewerCan(
    @Root() row: CostSharingApplication,
    @Ctx() { core, viewer }: PluginContext,
  ): Promise<string[]> {
    const { status, applicantId, assessorId, activityId } = row;
    const assessed = status === ApplicationStatus.ASSESSED;
    if (viewer === null || !(assessed || status === ApplicationStatus.ASKED)) return [];
    const may = (permission: string) => viewer.reach(permission) !== undefined;
    if (viewer.memberId === applicantId || !may('cost-sharing.manage')) return [];
    if ((await core.activity(activityId))?.managerId === viewer.memberId) return [];
    const decides = assessed && may('cost-sharing.decide') && assessorId !== viewer.memberId;
    return ['cost-sharing.assess-application', 'cost-sharing.decide-application'].slice(
      0,
      decides ? 2 : 1,
    );
  }

  @Requires('cost-sharing.read')
  @Query(() => CostSharingApplication, { nullable: true, description: 'One application.' })
  costSharingApplication(
    @Ctx() ctx: PluginContext,
    @Arg('id', () => ID, { description: 'Its global id.' }) id: string,
  ): Promise<CostSharingApplication | null> {
    return visible(ctx, CostSharingApplication, id);
  }

  @Requires('cost-sharing.manage')
  @Query(() => ApplicationConnection, {
    nullable: true,
    description: 'Applications of the whole co-operative, the newest first.',
  })
  costSharingApplications(
    @Ctx() { store }: PluginContext,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('status', () => ApplicationStatus, { nullable: true, description: 'Only these.' })
    status?: ApplicationStatus | null,
  ): Page<CostSharingApplication> {
    return store.page(CostSharingApplication, args, { where: { status: status ?? undefined } });
  }

  @Requires('cost-sharing.manage')
  @Mutation(() => CostSharingApplicationPayload, {
    nullable: true,
    description: 'Says what one of the staff thinks of an application; another decides.',
  })
  async costSharingAssessApplication(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => CostSharingAssessApplicationInput, { description: 'The assessment.' })
    input: CostSharingAssessApplicationInput,
  ): Promise<CostSharingApplicationPayload> {
    const { done, violations } = await assessApplication(ctx, input);
    return { application: done, violations };
  }

  @Requires('cost-sharing.decide')
  @Mutation(() => CostSharingApplicationPayload, {
    nullable: true,
    description: 'Decides an application that another assessed; its assignment goes on.',
  })
  async costSharingDecideApplication(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => CostSharingDecideApplicationInput, { description: 'The decision.' })
    input: CostSharingDecideApplicationInput,
  ): Promise<CostSharingApplicationPayload> {
    const { done, violations } = await decideApplication(ctx, input);
    return { application: done, violations };
  }
}
