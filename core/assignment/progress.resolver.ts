import { Arg, ID, Resolver, Root, Subscription } from 'type-graphql';
import { known, type RequestContext } from '../platform/context.js';
import { Requires } from '../platform/schema-rules.js';
import { ActivityEvent, AssignmentEvent } from './assignment.types.js';
import { activityEvents, assignmentProgress } from './progress.js';

@Resolver()
export class ProgressResolver {
  @Requires('assignment.read')
  @Subscription(() => AssignmentEvent, {
    description: 'An assignment as it stands now, and after each change until it is over.',
    subscribe: ({ args, context }) =>
      assignmentProgress(known(context as RequestContext), args.id as string),
  })
  assignmentProgress(
    @Root() event: AssignmentEvent,
    @Arg('id', () => ID, { description: 'Global id of the assignment.' }) _id: string,
  ): AssignmentEvent {
    return event;
  }

  @Requires('activity.read')
  @Subscription(() => ActivityEvent, {
    description: 'What happens in an activity from now on.',
    subscribe: ({ args, context }) =>
      activityEvents(known(context as RequestContext), args.activityId as string),
  })
  activityEvents(
    @Root() event: ActivityEvent,
    @Arg('activityId', () => ID, { description: 'Global id of the activity.' }) _id: string,
  ): ActivityEvent {
    return event;
  }
}
