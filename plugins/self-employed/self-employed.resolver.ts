import {
  Arg,
  Args,
  CivilDate,
  type CoreReference,
  Ctx,
  connectionType,
  Decimal,
  Download,
  Field,
  FieldResolver,
  ID,
  Int,
  localId,
  Member,
  Money,
  Mutation,
  minorOf,
  money,
  ObjectType,
  type Page,
  PageArgs,
  type PluginContext,
  Query,
  Requires,
  Resolver,
  Root,
  Violation,
} from 'gezel/sdk';
import { compareStatuses, SelfEmployedCompareInput, SelfEmployedComparison } from './compare.js';
import { contributionsOn, SelfEmployedLine } from './contributions.js';
import { fileOf, seen, sees } from './document.js';
import { Occupation, SelfEmployedScale, SelfEmployedThreshold } from './figures.entity.js';
import { missing, scaleOn } from './figures.js';
import {
  InvoiceKind,
  InvoiceStatus,
  SelfEmployedInvoice,
  SelfEmployedMember,
} from './invoice.entity.js';
import { SelfEmployedInvoicePayload } from './invoice-steps.resolver.js';
import { issueInvoice, SelfEmployedIssueInvoiceInput } from './issue-invoice.js';
import {
  SelfEmployedSetScaleInput,
  SelfEmployedSetThresholdInput,
  setScale,
  setThreshold,
} from './set-figures.js';
import { SelfEmployedSetProfileInput, setProfile } from './set-profile.js';
import { turnoverOf } from './turnover.js';

const InvoiceConnection = connectionType(SelfEmployedInvoice);
const ScaleConnection = connectionType(SelfEmployedScale);

@ObjectType({ simpleResolvers: true, description: 'The profile as it now is, or why not.' })
export class SelfEmployedProfilePayload {
  @Field(() => SelfEmployedMember, { nullable: true, description: 'The profile.' })
  profile: SelfEmployedMember | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@ObjectType({ simpleResolvers: true, description: 'The scale, or why not.' })
export class SelfEmployedScalePayload {
  @Field(() => SelfEmployedScale, { nullable: true, description: 'The scale.' })
  scale: SelfEmployedScale | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@ObjectType({ simpleResolvers: true, description: 'The threshold, or why not.' })
export class SelfEmployedThresholdPayload {
  @Field(() => SelfEmployedThreshold, { nullable: true, description: 'The threshold.' })
  threshold: SelfEmployedThreshold | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@ObjectType({ simpleResolvers: true, description: 'Contributions of a year, explained.' })
export class SelfEmployedEstimate {
  @Field(() => Money, { nullable: true, description: 'What is due; null without figures.' })
  due: Money | null;

  @Field(() => [SelfEmployedLine], { description: 'How, step by step.' })
  lines: SelfEmployedLine[];

  @Field(() => [Violation], { description: 'The figure that is missing, by its name.' })
  violations: Violation[];
}

@Resolver(() => SelfEmployedMember)
export class MemberResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description: 'The account on which clients pay; null for others.',
  })
  iban(@Root() { iban, memberId }: SelfEmployedMember, @Ctx() ctx: PluginContext): string | null {
    return sees(ctx, memberId) ? iban : null;
  }

  @FieldResolver(() => InvoiceConnection, {
    nullable: true,
    description: 'Invoices in the own name, the newest first; null for others.',
  })
  invoices(
    @Root() { memberId }: SelfEmployedMember,
    @Ctx() ctx: PluginContext,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<SelfEmployedInvoice> | null {
    if (!sees(ctx, memberId)) return null;
    const by = { property: 'memberId', id: memberId } as const;
    return ctx.store.page(SelfEmployedInvoice, args, { by });
  }
}

@Resolver(() => SelfEmployedInvoice)
export class InvoiceResolver {
  @FieldResolver(() => Member.type, { nullable: true, description: 'Whose it is.' })
  member(@Root() { memberId }: SelfEmployedInvoice): CoreReference {
    return { id: memberId };
  }

  @FieldResolver(() => SelfEmployedInvoice, {
    nullable: true,
    description: 'Of a credit note: what it takes back.',
  })
  credits(@Root() { creditsId }: SelfEmployedInvoice, @Ctx() { store }: PluginContext) {
    return creditsId === null ? null : store.get(SelfEmployedInvoice, creditsId);
  }

  @FieldResolver(() => [String], { description: 'What the caller may do with it now.' })
  viewerCan(
    @Root() { memberId, kind, status, buyer, transmission }: SelfEmployedInvoice,
    @Ctx() { viewer }: PluginContext,
  ): string[] {
    const reach = viewer?.reach('self-employed.write');
    const own = reach === 'all' || (reach === 'own' && viewer?.memberId === memberId);
    const open = kind === InvoiceKind.INVOICE && status === InvoiceStatus.ISSUED;
    if (!own) return [];
    const unsent = transmission === null || ['REFUSED', 'FAILED'].includes(transmission);
    return [
      ...(open ? ['self-employed.credit-invoice', 'self-employed.credit-in-part'] : []),
      ...(open ? ['self-employed.record-payment'] : []),
      ...(buyer !== null && unsent ? ['self-employed.send-invoice'] : []),
    ];
  }

  @Requires('self-employed.read')
  @Query(() => SelfEmployedInvoice, { nullable: true, description: 'One of them.' })
  selfEmployedInvoice(
    @Ctx() ctx: PluginContext,
    @Arg('id', () => ID, { description: 'Its global id.' }) id: string,
  ): Promise<SelfEmployedInvoice | null> {
    return seen(ctx, localId('SelfEmployedInvoice', id));
  }

  @Requires('self-employed.read')
  @Query(() => Download, { nullable: true, description: 'As a PDF, in the caller’s language.' })
  async selfEmployedInvoiceDocument(
    @Ctx() ctx: PluginContext,
    @Arg('invoiceId', () => ID, { description: 'The invoice.' }) globalId: string,
  ): Promise<Download | null> {
    const invoice = await seen(ctx, localId('SelfEmployedInvoice', globalId, 'invoiceId'));
    if (invoice === null) return null;
    const params = { invoiceId: invoice.id };
    return ctx.files.link('self-employed.invoice', params, fileOf(invoice));
  }

  @Requires('self-employed.read')
  @Query(() => Money, {
    nullable: true,
    description: 'What a member has invoiced in a year in the own name; the caller when absent.',
  })
  async selfEmployedTurnover(
    @Ctx() ctx: PluginContext,
    @Arg('year', () => Int, { description: 'The year.' }) year: number,
    @Arg('memberId', () => ID, { nullable: true, description: 'Who.' })
    globalId: string | null | undefined,
  ): Promise<Money | null> {
    const id = globalId == null ? ctx.viewer?.memberId : localId('Member', globalId, 'memberId');
    const member = id === undefined ? null : await ctx.store.get(SelfEmployedMember, id);
    if (member === null || !sees(ctx, member.memberId)) return null;
    const turnover = await turnoverOf(ctx.store, member.memberId, String(year).padStart(4, '0'));
    return money(turnover, member.currency);
  }

  @Requires('self-employed.write')
  @Mutation(() => SelfEmployedProfilePayload, {
    nullable: true,
    description: 'Says who a member is on the own invoices, and how these are taxed from now on.',
  })
  async selfEmployedSetProfile(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => SelfEmployedSetProfileInput, { description: 'The profile.' })
    input: SelfEmployedSetProfileInput,
  ): Promise<SelfEmployedProfilePayload> {
    const { done, violations } = await setProfile(ctx, input);
    return { profile: done, violations };
  }

  @Requires('self-employed.write')
  @Mutation(() => SelfEmployedInvoicePayload, {
    nullable: true,
    description: 'Issues an invoice in the own name, with the next number of the own series.',
  })
  async selfEmployedIssueInvoice(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => SelfEmployedIssueInvoiceInput, { description: 'The invoice.' })
    input: SelfEmployedIssueInvoiceInput,
  ): Promise<SelfEmployedInvoicePayload> {
    const { done, violations } = await issueInvoice(ctx, input);
    return { invoice: done, violations };
  }
}

@Resolver()
export class FiguresResolver {
  @Requires('self-employed.read')
  @Query(() => ScaleConnection, { nullable: true, description: 'Scales, the latest day first.' })
  selfEmployedScales(
    @Ctx() { store }: PluginContext,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<SelfEmployedScale> {
    const orderBy = { property: 'fromDay', direction: 'desc' } as const;
    return store.page(SelfEmployedScale, args, { orderBy });
  }

  @Requires('self-employed.read')
  @Query(() => SelfEmployedEstimate, {
    nullable: true,
    description: 'An estimate of the contributions on the income of a year, step by step.',
  })
  async selfEmployedContributions(
    @Ctx() ctx: PluginContext,
    @Arg('income', () => Decimal, { description: 'Of a year, costs taken off.' }) income: string,
    @Arg('occupation', () => Occupation, { description: 'Main or secondary.' })
    occupation: Occupation,
    @Arg('on', () => CivilDate, { nullable: true, description: 'By the figures of; today.' })
    on: string | null | undefined,
  ): Promise<SelfEmployedEstimate> {
    const day = on ?? ctx.today;
    const scale = await scaleOn(ctx.store, occupation, day);
    if (scale === undefined) {
      const violations = ctx.violations([missing(`contributions-${occupation}`, day)]);
      return { due: null, lines: [], violations };
    }
    const incomeMinor = minorOf(income, scale.currency, 'income');
    const { dueMinor, lines } = contributionsOn(incomeMinor, scale);
    return { due: money(dueMinor, scale.currency), lines: [...lines], violations: [] };
  }

  @Requires('self-employed.read')
  @Query(() => SelfEmployedComparison, {
    nullable: true,
    description: 'The same income under a contract of the co-operative and as self-employed.',
  })
  selfEmployedCompare(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => SelfEmployedCompareInput, { description: 'The income.' })
    input: SelfEmployedCompareInput,
  ): Promise<SelfEmployedComparison> {
    return compareStatuses(ctx, input);
  }

  @Requires('self-employed.reference')
  @Mutation(() => SelfEmployedScalePayload, {
    nullable: true,
    description: 'Records what contributions are from a day on.',
  })
  async selfEmployedSetScale(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => SelfEmployedSetScaleInput, { description: 'The figures.' })
    input: SelfEmployedSetScaleInput,
  ): Promise<SelfEmployedScalePayload> {
    const { done, violations } = await setScale(ctx, input);
    return { scale: done, violations };
  }

  @Requires('self-employed.reference')
  @Mutation(() => SelfEmployedThresholdPayload, {
    nullable: true,
    description: 'Records up to which turnover a small enterprise is exempt, from a day on.',
  })
  async selfEmployedSetThreshold(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => SelfEmployedSetThresholdInput, { description: 'The figure.' })
    input: SelfEmployedSetThresholdInput,
  ): Promise<SelfEmployedThresholdPayload> {
    const { done, violations } = await setThreshold(ctx, input);
    return { threshold: done, violations };
  }
}
