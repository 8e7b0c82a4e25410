import {
  Arg,
  Ctx,
  Download,
  Field,
  FieldResolver,
  ID,
  ifChangeable,
  Mutation,
  ObjectType,
  type PluginContext,
  Query,
  Requires,
  Resolver,
  Root,
  registerEnumType,
  Violation,
  visible,
} from 'gezel/sdk';
import { DesignDeliverable } from './deliverable.entity.js';
import { grantLicence } from './grant-licence.js';
import { DesignInvoice } from './invoice.entity.js';
import { DesignInvoiceRoyaltiesInput, invoiceRoyalties } from './invoice-lines.js';
import { DesignLicence, DesignRoyaltyStatement } from './licence.entity.js';
import { DesignGrantLicenceInput } from './licence.input.js';
import { fileOf, licenceDocument } from './licence-pdf.js';
import { LicenceUse, useOn } from './licence-scope.js';
import { DesignReportRoyaltiesInput, reportRoyalties } from './report-royalties.js';
import { DesignWithdrawLicenceInput, withdrawLicence } from './withdraw-licence.js';

registerEnumType(LicenceUse, {
  name: 'DesignLicenceUse',
  description: 'Whether a work may be used under a licence today.',
  valuesConfig: {
    WITHDRAWN: { description: 'It was taken back, by itself or with its whole invoice.' },
    UNPAID: { description: 'Not before its invoice, and all its quote asks, is wholly paid.' },
    NOT_BEGUN: { description: 'Paid; its first day is still to come.' },
    ENDED: { description: 'Its last day has passed.' },
    ACTIVE: { description: 'The work may be used.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'The licence as it now is, or why not.' })
export class DesignLicencePayload {
  @Field(() => DesignLicence, { nullable: true, description: 'The licence.' })
  licence: DesignLicence | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@ObjectType({ simpleResolvers: true, description: 'The statement, or why there is none.' })
export class DesignReportRoyaltiesPayload {
  @Field(() => DesignRoyaltyStatement, { nullable: true, description: 'What is due.' })
  statement: DesignRoyaltyStatement | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@Resolver(() => DesignInvoice)
export class InvoiceResolver {
  @FieldResolver(() => [DesignLicence], { description: 'The licences that it bills, at most 100.' })
  licences(@Root() { invoiceId }: DesignInvoice, @Ctx() { store }: PluginContext) {
    return store.listBy(DesignLicence, 'invoiceId', invoiceId);
  }
}

@Resolver(() => DesignLicence)
export class LicenceResolver {
  @FieldResolver(() => LicenceUse, { description: 'Whether the work may be used today.' })
  async use(@Root() licence: DesignLicence, @Ctx() { core, today }: PluginContext) {
    return useOn(licence, await core.invoice(licence.invoiceId), today);
  }

  @FieldResolver(() => DesignDeliverable, { nullable: true, description: 'The work.' })
  deliverable(@Root() { deliverableId }: DesignLicence, @Ctx() { store }: PluginContext) {
    return store.get(DesignDeliverable, deliverableId);
  }

  @FieldResolver(() => [DesignRoyaltyStatement], {
    description: 'What was reported, the newest period first: at most 100.',
  })
  royalties(@Root() { id }: DesignLicence, @Ctx() { store }: PluginContext) {
    const orderBy = { property: 'fromDay', direction: 'desc' } as const;
    return store.listBy(DesignRoyaltyStatement, 'licenceId', id, { orderBy });
  }

  @FieldResolver(() => Download, {
    nullable: true,
    description: 'The licence or the transfer in writing: a PDF in the caller’s language.',
  })
  document(@Root() licence: DesignLicence, @Ctx() { files, locale }: PluginContext) {
    return files.link(licenceDocument.name, { id: licence.id, locale }, fileOf(licence));
  }

  @FieldResolver(() => [String], { description: 'What the caller may do with it now.' })
  viewerCan(@Root() { activityId, status }: DesignLicence, @Ctx() ctx: PluginContext) {
    const names = ['design.withdraw-licence', 'design.report-royalties'];
    return ifChangeable(ctx, activityId, 'design.write', status === 'GRANTED' ? names : []);
  }

  @Requires('design.read')
  @Query(() => DesignLicence, { nullable: true, description: 'A licence by its id.' })
  designLicence(
    @Ctx() ctx: PluginContext,
    @Arg('id', () => ID, { description: 'Global id.' }) id: string,
  ): Promise<DesignLicence | null> {
    return visible(ctx, DesignLicence, id);
  }

  @Requires('design.write')
  @Mutation(() => DesignLicencePayload, {
    nullable: true,
    description: 'Grants a licence on a draft invoice; it may be used once that is paid.',
  })
  async designGrantLicence(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => DesignGrantLicenceInput, { description: 'What is granted.' })
    input: DesignGrantLicenceInput,
  ): Promise<DesignLicencePayload> {
    const { done, violations } = await grantLicence(ctx, input);
    return { licence: done, violations };
  }

  @Requires('design.write')
  @Mutation(() => DesignLicencePayload, {
    nullable: true,
    description: 'Takes back a licence that has not been paid.',
  })
  async designWithdrawLicence(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => DesignWithdrawLicenceInput, { description: 'Which one.' })
    input: DesignWithdrawLicenceInput,
  ): Promise<DesignLicencePayload> {
    const { done, violations } = await withdrawLicence(ctx, input);
    return { licence: done, violations };
  }

  @Requires('design.write')
  @Mutation(() => DesignReportRoyaltiesPayload, {
    nullable: true,
    description: 'Keeps what a client sold under a licence in a period, and what is due for it.',
  })
  async designReportRoyalties(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => DesignReportRoyaltiesInput, { description: 'What was sold.' })
    input: DesignReportRoyaltiesInput,
  ): Promise<DesignReportRoyaltiesPayload> {
    const { done, violations } = await reportRoyalties(ctx, input);
    return { statement: done, violations };
  }

  @Requires('design.write')
  @Mutation(() => DesignReportRoyaltiesPayload, {
    nullable: true,
    description: 'Puts what a statement says is due on a draft invoice, as author rights.',
  })
  async designInvoiceRoyalties(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => DesignInvoiceRoyaltiesInput, { description: 'Which, and where.' })
    input: DesignInvoiceRoyaltiesInput,
  ): Promise<DesignReportRoyaltiesPayload> {
    const { done, violations } = await invoiceRoyalties(ctx, input);
    return { statement: done, violations };
  }
}
