import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Mutation,
  ObjectType,
  Resolver,
  Root,
} from 'type-graphql';
import { type Context, known, type RequestContext } from '../../platform/context.js';
import { notFound } from '../../platform/errors.js';
import { localId } from '../../platform/ids.js';
import { violationsOf } from '../../platform/model/say.js';
import { byId } from '../../platform/read/read.js';
import { Requires } from '../../platform/schema-rules.js';
import { Violation } from '../../platform/write/violation.js';
import { Client } from '../client/client.entity.js';
import { clients } from '../client/client.policy.js';
import { addressText, electronicAddress } from '../einvoice/electronic-address.js';
import { knownAt, openLookup, participantAt } from './known-participant.js';
import { LookupError } from './participant-lookup.js';

@InputType({ description: 'The client to look up in the Peppol network.' })
export class CheckPeppolInput {
  @Field(() => ID, { description: 'The client.' })
  clientId: string;
}

@ObjectType({
  description: 'The client with what is known now, or why not.',
  simpleResolvers: true,
})
export class CheckPeppolPayload {
  @Field(() => Client, { nullable: true, description: 'The client; null when nobody answered.' })
  client: Client | null;

  @Field(() => [Violation], { description: 'Why nothing could be learnt.' })
  violations: Violation[];
}

@Resolver(() => Client)
export class ParticipantResolver {
  @Requires('client.write')
  @Mutation(() => CheckPeppolPayload, {
    description: 'Asks the Peppol network whether it reaches a client; known for a day at most.',
  })
  checkPeppol(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => CheckPeppolInput, { description: 'Which client.' }) input: CheckPeppolInput,
  ): Promise<CheckPeppolPayload> {
    return checked(known(ctx), input);
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description:
      'Whether the Peppol network takes invoices for it, as was learnt within the last day: when ' +
      'a document was sent or by `checkPeppol`; null: not asked, or nobody could be.',
  })
  peppolReachable(@Ctx() ctx: RequestContext, @Root() client: Client): Promise<boolean | null> {
    return reachable(known(ctx), client);
  }
}

async function reachable(ctx: Context, client: Client): Promise<boolean | null> {
  const address = electronicAddress(client);
  // Nobody can send to who has no address.
  if (address === null) return false;
  const load = async (addresses: readonly string[]) => {
    const found = await knownAt(ctx.platform.database, addresses);
    const byAddress = new Map(found.map((one) => [one.address, one.takesInvoices]));
    return addresses.map((one) => byAddress.get(one) ?? null);
  };
  return ctx.loaders
    .batch<boolean | null>(ParticipantResolver, 'known', load)
    .load(addressText(address));
}

async function checked(ctx: Context, input: CheckPeppolInput): Promise<CheckPeppolPayload> {
  const client = await byId(ctx, clients, localId('Client', input.clientId, 'clientId'));
  if (client === null) throw notFound('Client', input.clientId);
  const address = electronicAddress(client);
  const refused = (code: string) => ({
    ...{ client: null, violations: violationsOf(ctx, [{ code, path: ['clientId'] }]) },
  });
  if (address === null) return refused('invoice.client-not-on-network');
  try {
    const lookup = openLookup(ctx.platform.config);
    const found = await participantAt(ctx.platform, lookup, addressText(address));
    ctx.loaders.clear();
    return found === null ? refused('peppol.nobody-to-ask') : { client, violations: [] };
  } catch (error) {
    if (!(error instanceof LookupError)) throw error;
    ctx.platform.log.warn({ err: error }, 'a participant could not be looked up');
    return refused('peppol.no-answer');
  }
}
