import { Field, ObjectType } from 'type-graphql';
import { activities, mayManage } from '../activity/activity.policy.js';
import type { Context } from '../platform/context.js';
import type { OfferedTool } from '../platform/host/host.js';
import { requireVisible } from '../platform/read/read.js';
import type { AssignmentStep } from './assignment-step.entity.js';
import { JsonObject } from './json-object.js';
import { knownTool } from './known-tool.js';

@ObjectType({
  description: 'Something that can be started, alone or as a step of an assignment.',
  simpleResolvers: true,
})
export class Tool {
  @Field(() => String, { description: 'Its name in "planAssignment", e.g. "invoice".' })
  name: string;

  @Field(() => String, {
    nullable: true,
    description: 'The plugin that brings it; null: the core.',
  })
  plugin: string | null;

  @Field(() => String, { description: 'Its name in your language.' })
  title: string;

  @Field(() => String, { description: 'What it does.' })
  description: string;

  @Field(() => String, { nullable: true, description: 'The permission that starting it needs.' })
  permission: string | null;

  @Field(() => [String], { description: 'Tools that are done before it in one assignment.' })
  after: string[];

  @Field(() => JsonObject, {
    nullable: true,
    description: 'What it asks for: a JSON schema of its input. Null when it is no longer here.',
  })
  input: object | null;
}

/** What the viewer may start, on an activity or on any; by name. */
export async function toolsFor(ctx: Context, activityId?: string | null): Promise<Tool[]> {
  const activity =
    activityId == null ? null : await requireVisible(ctx, activities, activityId, 'activityId');
  const may = (permission: string) => {
    const reach = ctx.viewer.grants.get(permission);
    return activity === null ? reach !== undefined : mayManage(ctx.viewer, reach, activity);
  };
  const offered = await ctx.platform.host.tools(ctx.viewer.cooperativeId);
  return offered
    .filter(({ tool }) => may(tool.permission))
    .map((one) => toolOf(ctx, one))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The tool of a step, also when its plugin is switched off or gone. */
export function stepTool(ctx: Context, { toolName: name, plugin }: AssignmentStep): Tool {
  const known = knownTool(ctx.platform, name);
  if (known !== undefined) return toolOf(ctx, known);
  const gone = { title: name, description: '', permission: null, after: [], input: null };
  return Object.assign(new Tool(), { name, plugin, ...gone });
}

/** As the viewer reads it. */
export function toolOf(ctx: Context, { plugin, tool }: OfferedTool): Tool {
  return Object.assign(new Tool(), {
    name: tool.name,
    plugin,
    title: tool.title[ctx.locale],
    description: tool.description,
    permission: tool.permission,
    after: [...(tool.after ?? [])],
    input: tool.input,
  });
}
