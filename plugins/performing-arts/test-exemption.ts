import {
  type Attempted,
  Field,
  ID,
  InputType,
  localId,
  notFound,
  type PluginContext,
  type PluginFinding,
  registerEnumType,
  text,
  visible,
} from 'gezel/sdk';
import { DealKind, DealStatus } from './deal.codes.js';
import { PerformingArtsDeal } from './deal.entity.js';
import { ExemptRecipient, PerformingArtsInvoice } from './invoice.entity.js';

/** The code of the exemption in the core's list of grounds. */
export const exemptGround = 'art-44-2-8';

/** What an invoice is for: of these only what an artist performs is exempt. */
export enum ArtistService {
  PERFORMING = 'PERFORMING',
  DECORATION = 'DECORATION',
  MAKE_UP = 'MAKE_UP',
  HAIR = 'HAIR',
  PROPS = 'PROPS',
  COSTUME_DESIGN = 'COSTUME_DESIGN',
  PROMPTING = 'PROMPTING',
  CAMERA = 'CAMERA',
  SOUND = 'SOUND',
  FILM_EDITING = 'FILM_EDITING',
  AGENCY = 'AGENCY',
  ADVERTISING_VOICE = 'ADVERTISING_VOICE',
  TICKETS = 'TICKETS',
  OTHER = 'OTHER',
}
registerEnumType(ArtistService, {
  name: 'PerformingArtsArtistService',
  description: 'What an invoice is for; only PERFORMING is exempt.',
  valuesConfig: {
    PERFORMING: { description: 'What an artist performs: acting, dancing, playing, singing …' },
    DECORATION: { description: 'Sets and decoration.' },
    MAKE_UP: { description: 'Make-up.' },
    HAIR: { description: 'Hairdressing.' },
    PROPS: { description: 'Props.' },
    COSTUME_DESIGN: { description: 'Designing costumes.' },
    PROMPTING: { description: 'Prompting.' },
    CAMERA: { description: 'Work with the camera.' },
    SOUND: { description: 'Work with the sound.' },
    FILM_EDITING: { description: 'Editing films.' },
    AGENCY: { description: 'Acting as an agent.' },
    ADVERTISING_VOICE: { description: 'Speaking in advertising.' },
    TICKETS: { description: 'Selling tickets to the audience.' },
    OTHER: { description: 'Anything else.' },
  },
});

export enum InvoicedParty {
  ORGANISER = 'ORGANISER',
  RECORD_PUBLISHER = 'RECORD_PUBLISHER',
  FILM_MAKER = 'FILM_MAKER',
  ARTIST_COMPANY = 'ARTIST_COMPANY',
  OTHER = 'OTHER',
}
registerEnumType(InvoicedParty, {
  name: 'PerformingArtsInvoicedParty',
  description: 'What the client of an invoice is to the artist.',
  valuesConfig: {
    ORGANISER: { description: 'Who organises the show or the concert.' },
    RECORD_PUBLISHER: { description: 'Who publishes the recording.' },
    FILM_MAKER: { description: 'Who makes the film or another recording with images.' },
    ARTIST_COMPANY: { description: 'The company of another artist: 6 %, not exempt.' },
    OTHER: { description: 'Anybody else.' },
  },
});

@InputType({ description: 'Whether a draft invoice may be exempt as a performing artist’s.' })
export class PerformingArtsTestExemptionInput {
  @Field(() => ID, { description: 'The draft invoice.' })
  invoiceId: string;

  @Field(() => ArtistService, { description: 'What it is for.' })
  service: ArtistService;

  @Field(() => InvoicedParty, { description: 'What its client is.' })
  party: InvoicedParty;

  @Field(() => ID, { nullable: true, description: 'The signed deal with that client, if any.' })
  dealId?: string | null;

  @Field(() => String, { description: 'What proves it, at most 1000 characters.' })
  evidence: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** Tests a draft and keeps what proves it; every reason against it is answered at once. */
export async function testExemption(
  ctx: PluginContext,
  input: PerformingArtsTestExemptionInput,
): Promise<Attempted<PerformingArtsInvoice>> {
  const invoiceId = localId('Invoice', input.invoiceId, 'invoiceId');
  const invoice = await ctx.core.require('Invoice', invoiceId, 'performing-arts.write');
  const { activityId, clientId } = invoice;
  const deal = await dealOf(ctx, activityId, input.dealId ?? null);
  const evidence = text(input.evidence, 'evidence', 1_000);
  const about = { type: 'Invoice', id: invoiceId };
  const step = { action: 'performing-arts.test-exemption', about, dryRun: input.dryRun };
  return ctx.attempt(step, async (inside) => {
    // Held, so that nobody issues the invoice meanwhile.
    await inside.core.lock('Activity', activityId);
    const held = await inside.core.invoice(invoiceId);
    const draft = held?.status === 'DRAFT';
    const notDraft = { code: 'performing-arts.invoice-not-draft', path: ['invoiceId'] };
    return {
      findings: [
        ...(draft ? [] : [notDraft]),
        ...exemptionFindings(input),
        ...(deal === null ? [] : dealFindings(deal, clientId)),
      ],
      write: async () => {
        const recipient = input.party as unknown as ExemptRecipient;
        const row = { clientId, recipient, dealId: deal?.id ?? null, evidence };
        const tested = { ...row, testedOn: inside.today };
        return (
          (await inside.store.update(PerformingArtsInvoice, invoiceId, tested)) ??
          inside.store.insert(PerformingArtsInvoice, { invoiceId, activityId, ...tested })
        );
      },
    };
  });
}

/** The test itself: strict, as an exemption is. */
export function exemptionFindings({
  service,
  party,
}: Pick<PerformingArtsTestExemptionInput, 'service' | 'party'>): PluginFinding[] {
  const listed = Object.values(ExemptRecipient) as readonly string[];
  return [
    ...(service === ArtistService.PERFORMING
      ? []
      : [{ code: 'performing-arts.exemption-not-performing', path: ['service'] }]),
    ...(listed.includes(party)
      ? []
      : [{ code: 'performing-arts.exemption-other-party', path: ['party'] }]),
  ];
}

async function dealOf(
  ctx: PluginContext,
  activityId: string,
  id: string | null,
): Promise<PerformingArtsDeal | null> {
  if (id === null) return null;
  const deal = await visible(ctx, PerformingArtsDeal, id, 'dealId');
  if (deal?.activityId === activityId) return deal;
  throw notFound('PerformingArtsDeal', id);
}

/** Who rents a hall sells tickets to the audience: the owner of the hall organises nothing. */
function dealFindings(deal: PerformingArtsDeal, clientId: string): PluginFinding[] {
  const bound = deal.status === DealStatus.SIGNED || deal.status === DealStatus.SETTLED;
  const proves = bound && deal.kind !== DealKind.HALL_RENTAL && deal.clientId === clientId;
  return proves ? [] : [{ code: 'performing-arts.exemption-other-deal', path: ['dealId'] }];
}
