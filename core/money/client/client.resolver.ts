import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Activity } from '../../activity/activity.entity.js';
import { activities } from '../../activity/activity.policy.js';
import { known, type RequestContext } from '../../platform/context.js';
import { localId } from '../../platform/ids.js';
import { connectionType } from '../../platform/read/connection-type.js';
import { PageArgs } from '../../platform/read/page-args.js';
import { byGlobalId, byId } from '../../platform/read/read.js';
import { Requires } from '../../platform/schema-rules.js';
import { Client } from './client.entity.js';
import { ClientFilter, ClientOrder } from './client.filter.js';
import { clients } from './client.policy.js';
import { clientActions, listClients } from './client.service.js';
import { ClientPayload, CreateClientInput, UpdateClientInput } from './client.types.js';
import { createClient } from './create-client.js';
import { updateClient } from './update-client.js';

export const ClientConnection = connectionType(Client, 'Client');

@Resolver(() => Client)
export class ClientResolver {
  @Requires('activity.read')
  @Query(() => Client, { nullable: true, description: 'One client that you may see.' })
  client(
    @Ctx() ctx: RequestContext,
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
  ): Promise<Client | null> {
    return byGlobalId(known(ctx), clients, id);
  }

  @Requires('activity.read')
  @Query(() => ClientConnection, { description: 'The clients that you may see.' })
  clients(
    @Ctx() ctx: RequestContext,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => ClientFilter, { nullable: true, description: 'Which clients.' })
    filter?: ClientFilter | null,
    @Arg('orderBy', () => ClientOrder, { nullable: true, description: 'Newest first if absent.' })
    orderBy?: ClientOrder | null,
  ) {
    return listClients(known(ctx), { args, filter, orderBy });
  }

  @Requires('client.write')
  @Mutation(() => ClientPayload, { description: 'Adds a client to an activity.' })
  createClient(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => CreateClientInput, { description: 'Who it is.' })
    input: CreateClientInput,
  ): Promise<ClientPayload> {
    const activityId = localId('Activity', input.activityId, 'activityId');
    return createClient(known(ctx), { ...input, activityId });
  }

  @Requires('client.write')
  @Mutation(() => ClientPayload, {
    description: 'Replaces what is known of a client; issued documents do not change.',
  })
  updateClient(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => UpdateClientInput, { description: 'Who it is now.' })
    input: UpdateClientInput,
  ): Promise<ClientPayload> {
    const clientId = localId('Client', input.clientId, 'clientId');
    return updateClient(known(ctx), { ...input, clientId });
  }

  @FieldResolver(() => Activity, { nullable: true, description: 'The activity that it buys from.' })
  activity(@Ctx() ctx: RequestContext, @Root() client: Client): Promise<Activity | null> {
    return byId(known(ctx), activities, client.activityId);
  }

  @FieldResolver(() => [String], { description: 'What you may do with it, and for it, now.' })
  viewerCan(@Ctx() ctx: RequestContext, @Root() client: Client): Promise<string[]> {
    return clientActions(known(ctx), client);
  }
}
