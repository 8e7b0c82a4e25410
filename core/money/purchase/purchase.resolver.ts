import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Activity } from '../../activity/activity.entity.js';
import { activities } from '../../activity/activity.policy.js';
import { known, type RequestContext } from '../../platform/context.js';
import { Download, downloadLink } from '../../platform/files/downloads.js';
import { violationsOf } from '../../platform/model/say.js';
import { connectionType } from '../../platform/read/connection-type.js';
import { PageArgs } from '../../platform/read/page-args.js';
import { byGlobalId, byId } from '../../platform/read/read.js';
import { Requires } from '../../platform/schema-rules.js';
import { Violation } from '../../platform/write/violation.js';
import { Invoice } from '../invoice/invoice.entity.js';
import { invoices } from '../invoice/invoice.policy.js';
import { Payout } from '../payout/payout.entity.js';
import { payouts } from '../payout/payout.policy.js';
import { Purchase } from './purchase.entity.js';
import { purchaseActions, purchases } from './purchase.policy.js';
import {
  accept,
  approve,
  assign,
  fileOf,
  listPurchases,
  purchaseFile,
  refuse,
  selfBilledOf,
} from './purchase.service.js';
import * as types from './purchase.types.js';

export const PurchaseConnection = connectionType(Purchase, 'Purchase');

@Resolver(() => Purchase)
export class PurchaseResolver {
  @Requires('activity.read')
  @Query(() => Purchase, { nullable: true, description: 'One incoming document that you may see.' })
  purchase(
    @Ctx() ctx: RequestContext,
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
  ): Promise<Purchase | null> {
    return byGlobalId(known(ctx), purchases, id);
  }

  @Requires('activity.read')
  @Query(() => PurchaseConnection, {
    description: 'Incoming documents: of your activities, or of the whole co-operative.',
  })
  purchases(
    @Ctx() ctx: RequestContext,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => types.PurchaseFilter, { nullable: true, description: 'Which ones.' })
    filter?: types.PurchaseFilter | null,
    @Arg('orderBy', () => types.PurchaseOrder, {
      nullable: true,
      description: 'Newest first if absent.',
    })
    orderBy?: types.PurchaseOrder | null,
  ) {
    return listPurchases(known(ctx), { args, filter, orderBy });
  }

  @FieldResolver(() => Activity, { nullable: true, description: 'The activity that it is for.' })
  activity(
    @Ctx() ctx: RequestContext,
    @Root() purchase: Purchase,
  ): Promise<Activity | null> | null {
    if (purchase.activityId === null) return null;
    return byId(known(ctx), activities, purchase.activityId);
  }

  @FieldResolver(() => Payout, {
    nullable: true,
    description: 'The payout to the supplier; null until it is approved, or paid in another way.',
  })
  payout(@Ctx() ctx: RequestContext, @Root() purchase: Purchase): Promise<Payout | null> | null {
    return purchase.payoutId === null ? null : byId(known(ctx), payouts, purchase.payoutId);
  }

  @FieldResolver(() => Invoice, {
    nullable: true,
    description: 'The invoice or credit note of the activity that a self-billed document became.',
  })
  sale(@Ctx() ctx: RequestContext, @Root() purchase: Purchase): Promise<Invoice | null> | null {
    return purchase.invoiceId === null ? null : byId(known(ctx), invoices, purchase.invoiceId);
  }

  @FieldResolver(() => Purchase, {
    nullable: true,
    description: 'The invoice of the supplier from whose payout it was taken off.',
  })
  nettedAgainst(
    @Ctx() ctx: RequestContext,
    @Root() { nettedAgainst }: Purchase,
  ): Promise<Purchase | null> | null {
    return nettedAgainst === null ? null : byId(known(ctx), purchases, nettedAgainst);
  }

  @FieldResolver(() => [Violation], {
    description: 'What is wrong with it, such as sums that differ: it cannot be approved then.',
  })
  problems(@Ctx() ctx: RequestContext, @Root() purchase: Purchase): Violation[] {
    return violationsOf(known(ctx), purchase.problemRows);
  }

  @FieldResolver(() => Download, { description: 'The file as it came.' })
  file(@Ctx() ctx: RequestContext, @Root() purchase: Purchase): Promise<Download> {
    const params = { purchaseId: purchase.id };
    return downloadLink(known(ctx), purchaseFile.name, params, fileOf(purchase));
  }

  @FieldResolver(() => [String], { description: 'What you may do with it now.' })
  viewerCan(@Ctx() ctx: RequestContext, @Root() purchase: Purchase): string[] {
    return purchaseActions(known(ctx).viewer, purchase);
  }
}

@Resolver()
export class PurchaseStepsResolver {
  @Requires('purchase.approve')
  @Mutation(() => types.PurchasePayload, {
    description: 'Says for which activity an incoming document is.',
  })
  assignPurchase(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.AssignPurchaseInput, { description: 'Which, and for which.' })
    input: types.AssignPurchaseInput,
  ): Promise<types.PurchasePayload> {
    return assign(known(ctx), input);
  }

  @Requires('purchase.approve')
  @Mutation(() => types.PurchasePayload, {
    description:
      'Approves and books what is owed, and makes the payout to the supplier: never what you ' +
      'assigned, nor in your activity.',
  })
  approvePurchase(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.ApprovePurchaseInput, { description: 'Which document.' })
    input: types.ApprovePurchaseInput,
  ): Promise<types.PurchasePayload> {
    return approve(known(ctx), input);
  }

  @Requires('purchase.approve')
  @Mutation(() => types.PurchasePayload, {
    description:
      'Accepts what a client made out in our name as the sale of the activity that it is: never ' +
      'what you assigned, nor in your activity.',
  })
  acceptSelfBilled(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.AcceptSelfBilledInput, { description: 'Which, and of whom.' })
    input: types.AcceptSelfBilledInput,
  ): Promise<types.PurchasePayload> {
    return accept(known(ctx), input);
  }

  @Requires('purchase.approve')
  @Mutation(() => types.PurchasePayload, {
    description: 'Says that an incoming document is not owed; it stays, with the reason.',
  })
  refusePurchase(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.RefusePurchaseInput, { description: 'Which document, and why.' })
    input: types.RefusePurchaseInput,
  ): Promise<types.PurchasePayload> {
    return refuse(known(ctx), input);
  }
}

@Resolver(() => Invoice)
export class SelfBilledInvoiceResolver {
  @FieldResolver(() => Purchase, {
    nullable: true,
    description: 'The document that the client made out in our name; null where we made it out.',
  })
  selfBilledBy(@Ctx() ctx: RequestContext, @Root() invoice: Invoice): Promise<Purchase | null> {
    return selfBilledOf(known(ctx), invoice);
  }
}
