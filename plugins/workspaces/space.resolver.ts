import {
  Arg,
  Args,
  CivilDate,
  Ctx,
  connectionType,
  Field,
  FieldResolver,
  ID,
  Int,
  localId,
  Mutation,
  ObjectType,
  type Page,
  PageArgs,
  type PluginContext,
  Query,
  Requires,
  Resolver,
  Root,
  timeOf,
  Violation,
} from 'gezel/sdk';
import { stretchesOf } from './availability.js';
import {
  addSpace,
  closeDay,
  retireSpace,
  setOpeningHours,
  setTariff,
  WorkspacesAddSpaceInput,
  WorkspacesCloseDayInput,
  WorkspacesRetireSpaceInput,
  WorkspacesSetOpeningHoursInput,
  WorkspacesSetTariffInput,
} from './keep-spaces.js';
import {
  SpaceStatus,
  WorkspacesClosure,
  WorkspacesSpace,
  WorkspacesTariff,
} from './space.entity.js';

const SpaceConnection = connectionType(WorkspacesSpace);
const TariffConnection = connectionType(WorkspacesTariff);

@ObjectType({ simpleResolvers: true, description: 'A stretch of a day, and what is free of it.' })
export class WorkspacesStretch {
  @Field(() => String, { description: 'When it begins, e.g. "09:00".' })
  startsAt: string;

  @Field(() => String, { description: 'When it ends.' })
  endsAt: string;

  @Field(() => Int, { description: 'Desks that are free all along; 1 or 0 for a room.' })
  free: number;
}

@ObjectType({ simpleResolvers: true, description: 'The space as it now is, or why not.' })
export class WorkspacesSpacePayload {
  @Field(() => WorkspacesSpace, { nullable: true, description: 'The space.' })
  space: WorkspacesSpace | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@ObjectType({ simpleResolvers: true, description: 'The closed day, or why it is not.' })
export class WorkspacesCloseDayPayload {
  @Field(() => WorkspacesClosure, { nullable: true, description: 'The closed day.' })
  closure: WorkspacesClosure | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@ObjectType({ simpleResolvers: true, description: 'The new tariff, or why there is none.' })
export class WorkspacesSetTariffPayload {
  @Field(() => WorkspacesTariff, { nullable: true, description: 'The new tariff.' })
  tariff: WorkspacesTariff | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@Resolver(() => WorkspacesSpace)
export class SpaceResolver {
  @FieldResolver(() => [WorkspacesClosure], {
    description: 'Days from today on when it is closed.',
  })
  closures(@Root() { id }: WorkspacesSpace, @Ctx() { store, today }: PluginContext) {
    const orderBy = { property: 'day', direction: 'asc' } as const;
    const where = { day: { from: today } };
    return store.listBy(WorkspacesClosure, 'spaceId', id, { where, orderBy });
  }

  @FieldResolver(() => [String], { description: 'What the caller may do with it now.' })
  viewerCan(@Root() { status }: WorkspacesSpace, @Ctx() { viewer }: PluginContext): string[] {
    if (status === SpaceStatus.RETIRED) return [];
    return [
      ...(viewer?.reach('workspaces.write') ? ['workspaces.book'] : []),
      ...(viewer?.reach('workspaces.manage') ? managing : []),
    ];
  }

  @Requires('workspaces.read')
  @Query(() => SpaceConnection, { nullable: true, description: 'Rooms and desks, by name.' })
  workspacesSpaces(
    @Ctx() { store }: PluginContext,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<WorkspacesSpace> {
    return store.page(WorkspacesSpace, args, { orderBy: { property: 'name', direction: 'asc' } });
  }

  @Requires('workspaces.read')
  @Query(() => TariffConnection, { nullable: true, description: 'All tariffs, the newest first.' })
  workspacesTariffs(
    @Ctx() { store }: PluginContext,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<WorkspacesTariff> {
    return store.page(WorkspacesTariff, args);
  }

  @Requires('workspaces.read')
  @Query(() => [WorkspacesStretch], {
    nullable: true,
    description: 'What is free of a space on a day; empty when it is closed.',
  })
  async workspacesAvailability(
    @Ctx() { store }: PluginContext,
    @Arg('spaceId', () => ID, { description: 'The space.' }) spaceId: string,
    @Arg('day', () => CivilDate, { description: 'The day.' }) day: string,
  ): Promise<WorkspacesStretch[] | null> {
    const id = localId('WorkspacesSpace', spaceId, 'spaceId');
    const space = await store.get(WorkspacesSpace, id);
    if (space === null) return null;
    const stretches = await stretchesOf(store, space, day);
    return stretches.map(({ starts, ends, free }) => ({
      ...{ startsAt: timeOf(starts), endsAt: timeOf(ends), free },
    }));
  }

  @Requires('workspaces.manage')
  @Mutation(() => WorkspacesSpacePayload, { nullable: true, description: 'Offers a space.' })
  async workspacesAddSpace(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => WorkspacesAddSpaceInput, { description: 'The space.' })
    input: WorkspacesAddSpaceInput,
  ): Promise<WorkspacesSpacePayload> {
    const { done, violations } = await addSpace(ctx, input);
    return { space: done, violations };
  }

  @Requires('workspaces.manage')
  @Mutation(() => WorkspacesSpacePayload, {
    nullable: true,
    description: 'Sets when a space is open, for what is booked from now on.',
  })
  async workspacesSetOpeningHours(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => WorkspacesSetOpeningHoursInput, { description: 'The week.' })
    input: WorkspacesSetOpeningHoursInput,
  ): Promise<WorkspacesSpacePayload> {
    const { done, violations } = await setOpeningHours(ctx, input);
    return { space: done, violations };
  }

  @Requires('workspaces.manage')
  @Mutation(() => WorkspacesSpacePayload, {
    nullable: true,
    description: 'Offers a space no longer, once nobody counts on it.',
  })
  async workspacesRetireSpace(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => WorkspacesRetireSpaceInput, { description: 'The space.' })
    input: WorkspacesRetireSpaceInput,
  ): Promise<WorkspacesSpacePayload> {
    const { done, violations } = await retireSpace(ctx, input);
    return { space: done, violations };
  }

  @Requires('workspaces.manage')
  @Mutation(() => WorkspacesCloseDayPayload, {
    nullable: true,
    description: 'Closes a space for a day on which nothing is booked.',
  })
  async workspacesCloseDay(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => WorkspacesCloseDayInput, { description: 'The day.' })
    input: WorkspacesCloseDayInput,
  ): Promise<WorkspacesCloseDayPayload> {
    const { done, violations } = await closeDay(ctx, input);
    return { closure: done, violations };
  }

  @Requires('workspaces.manage')
  @Mutation(() => WorkspacesSetTariffPayload, {
    nullable: true,
    description: 'Decides price and terms of a category of spaces from a day on.',
  })
  async workspacesSetTariff(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => WorkspacesSetTariffInput, { description: 'The tariff.' })
    input: WorkspacesSetTariffInput,
  ): Promise<WorkspacesSetTariffPayload> {
    const { done, violations } = await setTariff(ctx, input);
    return { tariff: done, violations };
  }
}

const managing = [
  ...['workspaces.set-opening-hours', 'workspaces.close-day', 'workspaces.retire-space'],
];
