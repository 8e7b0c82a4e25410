import {
  Arg,
  type Attempted,
  CivilDate,
  Ctx,
  Download,
  Field,
  FieldResolver,
  ID,
  ifChangeable,
  localId,
  Mutation,
  ObjectType,
  type PluginContext,
  Query,
  Requires,
  Resolver,
  Root,
  shown,
  Violation,
} from 'gezel/sdk';
import { agreePlan, CollectionPlanInput, planOf } from './agree-plan.js';
import { CollectionClaim } from './claim.js';
import { claimOfFile } from './claim-of-file.js';
import { FileStatus } from './codes.js';
import { evidenceFile, evidenceNamed, letterFile, letterNamed } from './downloads.js';
import { CollectionFile } from './file.entity.js';
import { CollectionStepInput, stepsFrom } from './file-step.js';
import { CollectionHandOverInput, handOver } from './hand-over.js';
import { CollectionReasonInput, dispute, resume, waiveCharges, withdraw } from './hold-up.js';
import { CollectionInstalment } from './instalment.entity.js';
import { claimOf } from './late-charges.js';
import { CollectionLetter } from './letter.entity.js';
import { CollectionOpenInput, openFile } from './open-file.js';
import { CollectionLetterInput, giveNotice, remind } from './send-letter.js';

@ObjectType({ simpleResolvers: true, description: 'The file as it now is, or why not.' })
export class CollectionFilePayload {
  @Field(() => CollectionFile, { nullable: true, description: 'The file; null: nothing changed.' })
  file: CollectionFile | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

const told = async (attempted: Promise<Attempted<CollectionFile>>) => {
  const { done, violations } = await attempted;
  return { file: done, violations } satisfies CollectionFilePayload;
};

@Resolver(() => CollectionLetter)
export class LetterResolver {
  @FieldResolver(() => Download, { nullable: true, description: 'The letter, as a PDF.' })
  document(@Root() letter: CollectionLetter, @Ctx() { files }: PluginContext): Promise<Download> {
    return files.link(letterFile.name, { letterId: letter.id }, letterNamed(letter));
  }
}

@Resolver(() => CollectionFile)
export class FileResolver {
  @FieldResolver(() => [CollectionLetter], { description: 'The letters, oldest first.' })
  letters(@Root() { invoiceId }: CollectionFile, @Ctx() { store }: PluginContext) {
    return store.listBy(CollectionLetter, 'invoiceId', invoiceId);
  }

  @FieldResolver(() => [CollectionInstalment], { description: 'The plan that holds now.' })
  plan(@Root() file: CollectionFile, @Ctx() ctx: PluginContext) {
    return planOf(ctx, file);
  }

  @FieldResolver(() => CollectionClaim, {
    nullable: true,
    description: 'What may be asked today; null while a figure of the law is missing.',
  })
  async claim(@Root() file: CollectionFile, @Ctx() ctx: PluginContext) {
    const invoice = await ctx.core.read('Invoice', file.invoiceId);
    if (invoice?.dueOn == null) return null;
    const { claim, missing } = await claimOfFile(ctx, file, invoice, ctx.today);
    return missing.length > 0 ? null : claim;
  }

  @FieldResolver(() => CollectionClaim, {
    nullable: true,
    description: 'What was asked for and is not paid: what a payment goes to now.',
  })
  async open(@Root() { invoiceId }: CollectionFile, @Ctx() { core }: PluginContext) {
    const [invoice, charges] = await Promise.all([
      core.read('Invoice', invoiceId),
      core.lateCharges.state(invoiceId),
    ]);
    if (invoice === null || charges === null) return null;
    return claimOf(charges.currency, invoice.dueMinor, charges.open);
  }

  @FieldResolver(() => CollectionClaim, {
    nullable: true,
    description:
      'What was paid, by what it was for: costs and interest come before the invoice, a penalty ' +
      'after it (Civil Code art. 5.210).',
  })
  async paid(@Root() { invoiceId }: CollectionFile, @Ctx() { core }: PluginContext) {
    const charges = await core.lateCharges.state(invoiceId);
    if (charges === null) return null;
    const principal = charges.principal.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
    return claimOf(charges.currency, principal, charges.paid);
  }

  @FieldResolver(() => Download, {
    nullable: true,
    description: 'The evidence, as a ZIP: the invoice, every letter, the claim of the day.',
  })
  async evidence(@Root() { invoiceId }: CollectionFile, @Ctx() { core, files }: PluginContext) {
    const invoice = await core.read('Invoice', invoiceId);
    if (invoice === null) return null;
    return files.link(evidenceFile.name, { invoiceId }, evidenceNamed(invoice.number));
  }

  @FieldResolver(() => [String], { description: 'What the caller may do with it now.' })
  async viewerCan(@Root() { activityId, status }: CollectionFile, @Ctx() ctx: PluginContext) {
    const may = (permission: string) =>
      ifChangeable(ctx, activityId, permission, stepsFrom(status, permission));
    return [...(await may('collection.write')), ...(await may('collection.pursue'))];
  }

  @Requires('collection.read')
  @Query(() => CollectionFile, { nullable: true, description: 'The collection of an invoice.' })
  async collectionFile(
    @Ctx() ctx: PluginContext,
    @Arg('invoiceId', () => ID, { description: 'The invoice.' }) invoiceId: string,
  ): Promise<CollectionFile | null> {
    const id = localId('Invoice', invoiceId, 'invoiceId');
    return shown(ctx, await ctx.store.get(CollectionFile, id));
  }

  @Requires('collection.pursue')
  @Query(() => [CollectionFile], {
    nullable: true,
    description: 'What somebody should do by a day: the first hundred files, the oldest first.',
  })
  async collectionWork(
    @Ctx() ctx: PluginContext,
    @Arg('by', () => CivilDate, { nullable: true, description: 'The day; today when absent.' })
    by: string | null,
    @Arg('status', () => FileStatus, { nullable: true, description: 'Only of this state.' })
    status: FileStatus | null,
  ): Promise<CollectionFile[]> {
    const where = { nextStepOn: { upTo: by ?? ctx.today }, status: status ?? undefined };
    const orderBy = { property: 'nextStepOn', direction: 'asc' } as const;
    return ctx.store.find(CollectionFile, where, { orderBy });
  }

  @Requires('collection.write')
  @Mutation(() => CollectionFilePayload, {
    nullable: true,
    description: 'Watches an issued invoice until it is paid.',
  })
  collectionOpen(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => CollectionOpenInput, { description: 'Which invoice.' })
    input: CollectionOpenInput,
  ): Promise<CollectionFilePayload> {
    return told(openFile(ctx, input));
  }

  @Requires('collection.write')
  @Mutation(() => CollectionFilePayload, {
    nullable: true,
    description:
      'Sends a reminder, free of charge, with the term of the policy. A consumer’s has all that ' +
      'CEL art. XIX.2 asks for.',
  })
  collectionRemind(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => CollectionLetterInput, { description: 'Of which, and how.' })
    input: CollectionLetterInput,
  ): Promise<CollectionFilePayload> {
    return told(remind(ctx, input));
  }

  @Requires('collection.pursue')
  @Mutation(() => CollectionFilePayload, {
    nullable: true,
    description:
      'Gives formal notice: with the interest and the lump sum of its day (law of 2 August ' +
      '2002), or of a consumer the capped penalty, after the term of a free reminder.',
  })
  collectionGiveNotice(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => CollectionLetterInput, { description: 'Of which, and how.' })
    input: CollectionLetterInput,
  ): Promise<CollectionFilePayload> {
    return told(giveNotice(ctx, input));
  }

  @Requires('collection.pursue')
  @Mutation(() => CollectionFilePayload, {
    nullable: true,
    description: 'Agrees that the debtor pays in parts what is due; all else stands still.',
  })
  collectionAgreePlan(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => CollectionPlanInput, { description: 'The plan.' })
    input: CollectionPlanInput,
  ): Promise<CollectionFilePayload> {
    return told(agreePlan(ctx, input));
  }

  @Requires('collection.pursue')
  @Mutation(() => CollectionFilePayload, {
    nullable: true,
    description: 'Hands the debt to a bailiff as undisputed (IOS), or to a lawyer for the court.',
  })
  collectionHandOver(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => CollectionHandOverInput, { description: 'Which, and by which way.' })
    input: CollectionHandOverInput,
  ): Promise<CollectionFilePayload> {
    return told(handOver(ctx, input));
  }

  @Requires('collection.pursue')
  @Mutation(() => CollectionFilePayload, {
    nullable: true,
    description:
      'Lets go of interest, costs and penalty that were asked and not paid; a later notice may ask ' +
      'them anew.',
  })
  collectionWaiveCharges(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => CollectionReasonInput, { description: 'Of which, and why.' })
    input: CollectionReasonInput,
  ): Promise<CollectionFilePayload> {
    return told(waiveCharges(ctx, input));
  }

  @Requires('collection.write')
  @Mutation(() => CollectionFilePayload, {
    nullable: true,
    description: 'Writes down that the debtor disputes the debt: everything stops.',
  })
  collectionDispute(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => CollectionReasonInput, { description: 'Which, and why.' })
    input: CollectionReasonInput,
  ): Promise<CollectionFilePayload> {
    return told(dispute(ctx, input));
  }

  @Requires('collection.pursue')
  @Mutation(() => CollectionFilePayload, {
    nullable: true,
    description: 'Goes on after a dispute in which the debt was upheld.',
  })
  collectionResume(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => CollectionStepInput, { description: 'Which.' })
    input: CollectionStepInput,
  ): Promise<CollectionFilePayload> {
    return told(resume(ctx, input));
  }

  @Requires('collection.write')
  @Mutation(() => CollectionFilePayload, {
    nullable: true,
    description: 'Gives the collection up; the invoice stays what it is.',
  })
  collectionWithdraw(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => CollectionReasonInput, { description: 'Which, and why.' })
    input: CollectionReasonInput,
  ): Promise<CollectionFilePayload> {
    return told(withdraw(ctx, input));
  }
}
