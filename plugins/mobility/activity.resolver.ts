import {
  Args,
  Ctx,
  FieldResolver,
  type Page,
  PageArgs,
  type PluginContext,
  Resolver,
  Root,
} from 'gezel/sdk';
import { MobilityActivity } from './activity.entity.js';
import { RentalConnection, TicketRequestConnection } from './lists.js';
import { MobilityRental } from './rental.entity.js';
import { MobilityTicketRequest } from './ticket-request.entity.js';

@Resolver(() => MobilityActivity)
export class ActivityResolver {
  @FieldResolver(() => RentalConnection, { description: 'Its vans, the latest days first.' })
  rentals(
    @Root() { activityId }: MobilityActivity,
    @Ctx() { store }: PluginContext,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<MobilityRental> {
    return store.page(MobilityRental, args, {
      orderBy: { property: 'fromDay', direction: 'desc' },
      by: { property: 'activityId', id: activityId },
    });
  }

  @FieldResolver(() => TicketRequestConnection, {
    description: 'Its tickets, the latest days first.',
  })
  ticketRequests(
    @Root() { activityId }: MobilityActivity,
    @Ctx() { store }: PluginContext,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<MobilityTicketRequest> {
    return store.page(MobilityTicketRequest, args, {
      orderBy: { property: 'outwardOn', direction: 'desc' },
      by: { property: 'activityId', id: activityId },
    });
  }
}
