import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { known, type RequestContext } from '../../platform/context.js';
import { Download, downloadLink } from '../../platform/files/downloads.js';
import { connectionType } from '../../platform/read/connection-type.js';
import { PageArgs } from '../../platform/read/page-args.js';
import { byId } from '../../platform/read/read.js';
import { Requires } from '../../platform/schema-rules.js';
import { Invoice } from '../invoice/invoice.entity.js';
import { invoices } from '../invoice/invoice.policy.js';
import { Transmission } from './transmission.entity.js';
import {
  fileOf,
  listTransmissions,
  send,
  transmissionActions,
  transmissionFile,
  transmissionOf,
} from './transmission.service.js';
import * as types from './transmission.types.js';

export const TransmissionConnection = connectionType(Transmission, 'Transmission');

@Resolver(() => Transmission)
export class TransmissionResolver {
  @Requires('activity.read')
  @Query(() => TransmissionConnection, {
    description: 'Electronic documents on their way: what was refused or given up needs a person.',
  })
  transmissions(
    @Ctx() ctx: RequestContext,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => types.TransmissionFilter, { nullable: true, description: 'Which ones.' })
    filter?: types.TransmissionFilter | null,
    @Arg('orderBy', () => types.TransmissionOrder, {
      nullable: true,
      description: 'Newest first if absent.',
    })
    orderBy?: types.TransmissionOrder | null,
  ) {
    return listTransmissions(known(ctx), { args, filter, orderBy });
  }

  @Requires('invoice.issue')
  @Mutation(() => types.SendInvoicePayload, {
    description:
      'Sends a document to the client over the Peppol network again, after it was refused or given ' +
      'up, or for the first time to a client who was not on it. The issue sends it by itself.',
  })
  sendInvoice(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.SendInvoiceInput, { description: 'Which document.' })
    input: types.SendInvoiceInput,
  ): Promise<types.SendInvoicePayload> {
    return send(known(ctx), input);
  }

  @FieldResolver(() => Invoice, { nullable: true, description: 'The document.' })
  invoice(@Ctx() ctx: RequestContext, @Root() sent: Transmission): Promise<Invoice | null> {
    return byId(known(ctx), invoices, sent.invoiceId);
  }

  @FieldResolver(() => Download, {
    nullable: true,
    description: 'The file that went out, byte for byte; null until it is made.',
  })
  file(@Ctx() ctx: RequestContext, @Root() sent: Transmission): Promise<Download> | null {
    if (sent.sha256 === null) return null;
    const params = { transmissionId: sent.id };
    return downloadLink(known(ctx), transmissionFile.name, params, fileOf(sent));
  }

  @FieldResolver(() => [String], { description: 'What you may do with it now.' })
  viewerCan(@Ctx() ctx: RequestContext, @Root() sent: Transmission): Promise<string[]> {
    return transmissionActions(known(ctx), sent);
  }
}

@Resolver(() => Invoice)
export class InvoiceTransmissionResolver {
  @FieldResolver(() => Transmission, {
    nullable: true,
    description: 'How far it has come on the Peppol network; null: it does not go there.',
  })
  transmission(
    @Ctx() ctx: RequestContext,
    @Root() invoice: Invoice,
  ): Promise<Transmission | null> | null {
    return invoice.number === null ? null : transmissionOf(known(ctx), invoice.id);
  }
}
