import {
  type Attempted,
  badInput,
  CivilDate,
  Currency,
  count,
  Decimal,
  Field,
  ID,
  InputType,
  Int,
  insertOnce,
  localId,
  locked,
  minorOf,
  type PluginContext,
  type PluginFinding,
  text,
} from 'gezel/sdk';
import { InquiryStatus, MarketplaceInquiry } from './inquiry.entity.js';
import { knownPlaces, knownSkills } from './lists.js';
import { requestFindings } from './publish-request.js';
import { MarketplaceActivity, MarketplaceRequest, RequestStatus } from './request.entity.js';

@InputType({ description: 'What a client asks the co-operative for.' })
export class MarketplaceReceiveInquiryInput {
  @Field(() => String, { description: 'Who asks.' })
  clientName: string;

  @Field(() => String, { description: 'How they are reached: up to 500 characters.' })
  contact: string;

  @Field(() => String, { description: 'What the work is, in a line.' })
  title: string;

  @Field(() => [String], { description: 'Codes of 1 to 20 skills that are needed in all.' })
  skills: string[];

  @Field(() => [CivilDate], { description: 'The days of the work: 1 to 60.' })
  days: string[];

  @Field(() => String, { nullable: true, description: 'Code of the place; anywhere when absent.' })
  place?: string | null;

  @Field(() => Decimal, {
    nullable: true,
    description: 'What a person may cost a day, without VAT.',
  })
  budget?: string | null;

  @Field(() => Currency, { description: 'The currency in which the client pays.' })
  currency: string;

  @Field(() => Int, { nullable: true, description: 'How many people: 1 to 20; 1 when absent.' })
  seats?: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;

  @Field(() => String, { description: 'Makes a repeated request harmless.' })
  idempotencyKey: string;
}

export const receiveInquiry = (
  ctx: PluginContext,
  input: MarketplaceReceiveInquiryInput,
): Promise<Attempted<MarketplaceInquiry>> =>
  takeDown(ctx, input, {
    permission: 'marketplace.receive',
    action: 'marketplace.receive-inquiry',
    status: InquiryStatus.OPEN,
  });

/** By which way an inquiry comes in. */
interface Way {
  readonly permission: string;
  readonly action: string;
  readonly status: InquiryStatus;
  /** What else stands in the way. */
  against?(ctx: PluginContext, row: Pick<MarketplaceInquiry, 'contact'>): Promise<PluginFinding[]>;
}

export async function takeDown(
  ctx: PluginContext,
  input: MarketplaceReceiveInquiryInput,
  { permission, action, status, against }: Way,
): Promise<Attempted<MarketplaceInquiry>> {
  ctx.require(permission);
  if (ctx.viewer === null) throw new Error('Somebody receives it.');
  const days = [...new Set(input.days)].sort();
  if (days.length < 1 || days.length > 60) throw badInput('1 to 60 days are expected.', 'days');
  const { currency } = input;
  const budgetMinor = input.budget == null ? null : minorOf(input.budget, currency, 'budget');
  if (budgetMinor !== null && budgetMinor <= 0n) {
    throw badInput('The budget is more than nothing.', 'budget');
  }
  const place = input.place ?? null;
  await knownPlaces(ctx.store, place === null ? [] : [place], 'place');
  const row = {
    ...{ id: ctx.newId(), days, place, budgetMinor, currency, status },
    ...{ clientName: text(input.clientName, 'clientName'), title: text(input.title, 'title') },
    ...{ contact: text(input.contact, 'contact', 500), firstDay: days[0] as string },
    ...{ receivedAt: ctx.now, receiverId: ctx.viewer.memberId, requestId: null, reason: null },
    seats: count(input.seats ?? 1, 'seats', 20),
    skills: await knownSkills(ctx.store, input.skills, 'skills'),
  };
  const { idempotencyKey: key, dryRun } = input;
  const once = { key, input, entity: MarketplaceInquiry, id: row.id };
  return ctx.attempt({ action, dryRun, once }, async (inside) => ({
    findings: [...passed(inside, row), ...((await against?.(inside, row)) ?? [])],
    write: async () => {
      const inquiry = await inside.store.insert(MarketplaceInquiry, row);
      const subject = { type: 'MarketplaceInquiry', id: row.id };
      const sent = status === InquiryStatus.SENT;
      inside.emit({ type: `marketplace.inquiry-${sent ? 'sent' : 'received'}`, subject });
      return inquiry;
    },
  }));
}

function passed({ today }: PluginContext, { firstDay }: { firstDay: string }): PluginFinding[] {
  if (firstDay >= today) return [];
  return [{ code: 'marketplace.day-has-passed', path: ['days'], values: { day: firstDay } }];
}

@InputType({ description: 'An inquiry that an activity takes.' })
export class MarketplaceTakeInquiryInput {
  @Field(() => ID, { description: 'The inquiry.' })
  inquiryId: string;

  @Field(() => ID, { description: 'The activity that takes it, in the currency of the client.' })
  activityId: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The client, once it is one of the activity’s: needed for a quote.',
  })
  clientId?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** Open → taken: of two who take it at once, one has it; it is a request of the activity then. */
export async function takeInquiry(
  ctx: PluginContext,
  input: MarketplaceTakeInquiryInput,
): Promise<Attempted<MarketplaceRequest>> {
  const id = localId('MarketplaceInquiry', input.inquiryId, 'inquiryId');
  const activityId = localId('Activity', input.activityId, 'activityId');
  const clientId = input.clientId == null ? null : localId('Client', input.clientId, 'clientId');
  const activity = await ctx.core.require('Activity', activityId, 'marketplace.request');
  const { dryRun } = input;
  return ctx.attempt({ action: 'marketplace.take-inquiry', dryRun }, async (inside) => {
    const { store, now } = inside;
    const inquiry = await locked(inside, MarketplaceInquiry, id);
    const { title, skills, days, firstDay, place, budgetMinor, currency, seats } = inquiry;
    const row = {
      ...{ id: inside.newId(), activityId, clientId, title, skills, days, firstDay, place },
      ...{ lastDay: days.at(-1) as string, budgetMinor, currency, seats, requestedAt: now },
      ...{ status: RequestStatus.OPEN, quoteId: null, stepId: null, radiusKm: null },
    };
    return {
      findings: [
        ...openFindings(inquiry),
        ...(activity.currency === currency
          ? []
          : [{ code: 'marketplace.other-currency', path: ['activityId'] }]),
        ...(await requestFindings(inside, row)),
      ],
      write: async () => {
        await insertOnce(store, MarketplaceActivity, activityId, { activityId, since: now });
        const request = await store.insert(MarketplaceRequest, row);
        const change = { status: InquiryStatus.TAKEN, requestId: row.id };
        await store.update(MarketplaceInquiry, id, change);
        const subject = { type: 'MarketplaceInquiry', id };
        inside.emit({ type: 'marketplace.inquiry-taken', subject, activityId });
        return request;
      },
    };
  });
}

export const openFindings = (
  { status }: MarketplaceInquiry,
  from: readonly InquiryStatus[] = [InquiryStatus.OPEN],
): PluginFinding[] =>
  from.includes(status) ? [] : [{ code: 'marketplace.inquiry-not-open', path: ['inquiryId'] }];

@InputType({ description: 'An inquiry that nobody is to take any more.' })
export class MarketplaceCloseInquiryInput {
  @Field(() => ID, { description: 'The inquiry.' })
  inquiryId: string;

  @Field(() => String, { description: 'Why: up to 500 characters.' })
  reason: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** Sent or open → closed. */
export async function closeInquiry(
  ctx: PluginContext,
  { inquiryId, dryRun, ...input }: MarketplaceCloseInquiryInput,
): Promise<Attempted<MarketplaceInquiry>> {
  ctx.require('marketplace.receive');
  const id = localId('MarketplaceInquiry', inquiryId, 'inquiryId');
  const reason = text(input.reason, 'reason', 500);
  return ctx.attempt({ action: 'marketplace.close-inquiry', dryRun }, async (inside) => {
    const inquiry = await locked(inside, MarketplaceInquiry, id);
    const change = { status: InquiryStatus.CLOSED, reason };
    return {
      findings: openFindings(inquiry, [InquiryStatus.SENT, InquiryStatus.OPEN]),
      write: async () => (await inside.store.update(MarketplaceInquiry, id, change)) ?? inquiry,
    };
  });
}
