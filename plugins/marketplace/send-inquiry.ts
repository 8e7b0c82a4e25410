import {
  type Attempted,
  Field,
  ID,
  InputType,
  insertOnce,
  localId,
  locked,
  type PluginContext,
  type PluginFinding,
} from 'gezel/sdk';
import { InquiryStatus, MarketplaceForm, MarketplaceInquiry } from './inquiry.entity.js';
import { type MarketplaceReceiveInquiryInput, openFindings, takeDown } from './take-inquiry.js';

/**
 * A client's own words, by the form of a website: its server holds an API token that may do just this.
 * Whoever sends sees nothing of others, and no activity sees it before the staff has let it in.
 */
export const sendInquiry = (
  ctx: PluginContext,
  input: MarketplaceReceiveInquiryInput,
): Promise<Attempted<MarketplaceInquiry>> =>
  takeDown(ctx, input, {
    permission: 'marketplace.send',
    action: 'marketplace.send-inquiry',
    status: InquiryStatus.SENT,
    against: crowd,
  });

/**
 * A form that is flooded stops by itself: what waits for the staff has bounds, in all and of each.
 * Of those who send at once each sees what came before it.
 */
async function crowd(
  { store, config }: PluginContext,
  { contact }: Pick<MarketplaceInquiry, 'contact'>,
): Promise<PluginFinding[]> {
  await insertOnce(store, MarketplaceForm, formId, { id: formId });
  await store.lock(MarketplaceForm, formId);
  const where = { status: InquiryStatus.SENT };
  const ofEach = config.sentInquiriesOfOne as number;
  const [all] = await store.totals(MarketplaceInquiry, { where });
  if ((all?.count ?? 0) >= (config.sentInquiries as number)) {
    return [{ code: 'marketplace.form-is-full', path: [] }];
  }
  const contacts = await store.totals(MarketplaceInquiry, { where, groupBy: ['contact'] });
  const own = contacts.filter(({ group }) => sameContact(group.contact, contact));
  if (own.reduce((sum, { count }) => sum + count, 0) < ofEach) return [];
  return [{ code: 'marketplace.sent-before', path: ['contact'], values: { limit: ofEach } }];
}

const sameContact = (one: string, other: string): boolean =>
  one.toLowerCase() === other.toLowerCase();

/** The one row that a co-operative has: the key tells co-operatives apart. */
const formId = '019f0000-0000-7000-8000-000000000000';

@InputType({ description: 'An inquiry that a client sent, for all activities to see.' })
export class MarketplaceAdmitInquiryInput {
  @Field(() => ID, { description: 'The inquiry.' })
  inquiryId: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** Sent → open: from then on any activity can take it. */
export async function admitInquiry(
  ctx: PluginContext,
  { inquiryId, dryRun }: MarketplaceAdmitInquiryInput,
): Promise<Attempted<MarketplaceInquiry>> {
  ctx.require('marketplace.receive');
  const id = localId('MarketplaceInquiry', inquiryId, 'inquiryId');
  return ctx.attempt({ action: 'marketplace.admit-inquiry', dryRun }, async (inside) => {
    const inquiry = await locked(inside, MarketplaceInquiry, id);
    return {
      findings: openFindings(inquiry, [InquiryStatus.SENT]),
      write: async () => {
        const subject = { type: 'MarketplaceInquiry', id };
        inside.emit({ type: 'marketplace.inquiry-received', subject });
        const change = { status: InquiryStatus.OPEN };
        return (await inside.store.update(MarketplaceInquiry, id, change)) ?? inquiry;
      },
    };
  });
}
