import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { type Context, known, type RequestContext } from '../../platform/context.js';
import { localId } from '../../platform/ids.js';
import { connectionType } from '../../platform/read/connection-type.js';
import { page } from '../../platform/read/page.js';
import { PageArgs } from '../../platform/read/page-args.js';
import { byId } from '../../platform/read/read.js';
import { CivilDate } from '../../platform/scalars.js';
import { Requires } from '../../platform/schema-rules.js';
import type { Violation } from '../../platform/write/violation.js';
import { writeOffsOf } from '../document/document-reads.js';
import { Invoice } from '../invoice/invoice.entity.js';
import { invoices } from '../invoice/invoice.policy.js';
import { decideWriteOff } from './decide-write-off.js';
import { InvoiceWriteOff } from './invoice-write-off.entity.js';
import { LossGround, lossGrounds } from './loss-ground.js';
import { proposeWriteOff } from './propose-write-off.js';
import { reverseWriteOff } from './reverse-write-off.js';
import { invoiceWriteOffs, writeOffActions } from './write-off.policy.js';
import * as types from './write-off.types.js';

export const InvoiceWriteOffConnection = connectionType(InvoiceWriteOff, 'InvoiceWriteOff');

@Resolver(() => InvoiceWriteOff)
export class InvoiceWriteOffResolver {
  @Requires('ledger.read')
  @Query(() => InvoiceWriteOffConnection, {
    description: 'Write-offs of invoices that you may see, asked and decided.',
  })
  invoiceWriteOffs(@Ctx() ctx: RequestContext, @Args(() => PageArgs) args: PageArgs) {
    return page(known(ctx), invoiceWriteOffs, args);
  }

  @Requires('cooperative.read')
  @Query(() => [LossGround], { description: 'On which grounds a claim counts as lost.' })
  lossGrounds(
    @Ctx() ctx: RequestContext,
    @Arg('on', () => CivilDate, { nullable: true, description: 'The day; today when absent.' })
    on?: string | null,
  ): Promise<LossGround[]> {
    return lossGrounds(known(ctx), on ?? null);
  }

  @Requires('invoice.write-off')
  @Mutation(() => types.InvoiceWriteOffPayload, {
    description: 'Asks to give up what is due of an invoice; another person decides.',
  })
  async proposeInvoiceWriteOff(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.ProposeInvoiceWriteOffInput, { description: 'Which, and why.' })
    input: types.ProposeInvoiceWriteOffInput,
  ): Promise<types.InvoiceWriteOffPayload> {
    const invoiceId = localId('Invoice', input.invoiceId, 'invoiceId');
    const { writeOffId, violations } = await proposeWriteOff(known(ctx), { ...input, invoiceId });
    return shown(known(ctx), writeOffId, violations);
  }

  @Requires('invoice.write-off')
  @Mutation(() => types.InvoiceWriteOffPayload, {
    description: 'Decides over a write-off that another person proposed.',
  })
  async decideInvoiceWriteOff(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.DecideInvoiceWriteOffInput, { description: 'Which, and how.' })
    input: types.DecideInvoiceWriteOffInput,
  ): Promise<types.InvoiceWriteOffPayload> {
    const writeOffId = localId('InvoiceWriteOff', input.writeOffId, 'writeOffId');
    const { after, violations } = await decideWriteOff(known(ctx), { ...input, writeOffId });
    return shown(known(ctx), after && writeOffId, violations);
  }

  @Requires('invoice.write-off')
  @Mutation(() => types.InvoiceWriteOffPayload, {
    description: 'Takes a write-off back: what of it is still lost is due again.',
  })
  async reverseInvoiceWriteOff(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => types.ReverseInvoiceWriteOffInput, { description: 'Which, and why.' })
    input: types.ReverseInvoiceWriteOffInput,
  ): Promise<types.InvoiceWriteOffPayload> {
    const writeOffId = localId('InvoiceWriteOff', input.writeOffId, 'writeOffId');
    const { after, violations } = await reverseWriteOff(known(ctx), { ...input, writeOffId });
    return shown(known(ctx), after && writeOffId, violations);
  }

  @FieldResolver(() => Invoice, { nullable: true, description: 'The invoice.' })
  invoice(@Ctx() ctx: RequestContext, @Root() of: InvoiceWriteOff): Promise<Invoice | null> {
    return byId(known(ctx), invoices, of.invoiceId);
  }

  @FieldResolver(() => [String], { description: 'What you may do with it now.' })
  viewerCan(@Ctx() ctx: RequestContext, @Root() of: InvoiceWriteOff): string[] {
    return writeOffActions(known(ctx).viewer, of);
  }
}

@Resolver(() => Invoice)
export class WrittenOffInvoiceResolver {
  @FieldResolver(() => [InvoiceWriteOff], {
    description: 'Its write-offs, the first first; none for whoever does not see the accounts.',
  })
  writeOffs(@Ctx() request: RequestContext, @Root() invoice: Invoice): Promise<InvoiceWriteOff[]> {
    return writeOffsOf(known(request), invoice);
  }
}

async function shown(
  ctx: Context,
  id: string | null,
  violations: Violation[],
): Promise<types.InvoiceWriteOffPayload> {
  return { writeOff: id === null ? null : await byId(ctx, invoiceWriteOffs, id), violations };
}
