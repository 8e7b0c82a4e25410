import {
  type Attempted,
  addMonths,
  badInput,
  changeable,
  Decimal,
  Field,
  formatsOf,
  ID,
  InputType,
  type Locale,
  labelsIn,
  localId,
  locked,
  minorOf,
  type PluginContext,
  type PluginFinding,
  printedLocale,
  workingDaysLater,
} from 'gezel/sdk';
import { QuoteValidity } from './activity.entity.js';
import { BriefStatus, DesignBrief } from './brief.entity.js';
import { DesignDeliverable } from './deliverable.entity.js';
import { type Terms, termsFor } from './terms.js';

@InputType({ description: 'What a deliverable costs.' })
export class DesignQuoteLineInput {
  @Field(() => ID, { description: 'The deliverable.' })
  deliverableId: string;

  @Field(() => Decimal, { description: 'Its price without VAT, in the activity’s currency.' })
  price: string;
}

@InputType({ description: 'The quote of a brief.' })
export class DesignQuoteBriefInput {
  @Field(() => ID, { description: 'The brief; it has a client.' })
  briefId: string;

  @Field(() => [DesignQuoteLineInput], { description: 'Each of its deliverables, once.' })
  lines: DesignQuoteLineInput[];

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** One quote a brief: once it was thrown away, declined or has expired, it is drafted anew. */
export async function quoteBrief(
  ctx: PluginContext,
  input: DesignQuoteBriefInput,
): Promise<Attempted<DesignBrief>> {
  const permission = 'design.write';
  const path = 'briefId';
  const { id, activityId } = await changeable(ctx, DesignBrief, input.briefId, {
    permission,
    path,
  });
  const { currency } = await ctx.core.require('Activity', activityId, permission);
  // The core judges them again; a trial says at once what it would say.
  for (const [i, { price }] of input.lines.entries()) {
    expectPrice(price, currency, `lines.${i}.price`);
  }
  const step = { action: 'design.quote-brief', dryRun: input.dryRun };
  return ctx.attempt(step, async (inside) => {
    await inside.core.lock('Activity', activityId);
    const brief = await locked(inside, DesignBrief, id);
    const asked = await inside.store.listBy(DesignDeliverable, 'briefId', id);
    const lines = input.lines.map(({ deliverableId, price }, i) => ({
      deliverable: asked.find(
        (one) => one.id === localId('DesignDeliverable', deliverableId, `lines.${i}.deliverableId`),
      ),
      price,
    }));
    return {
      findings: await quoteFindings(inside, { brief, asked, lines }),
      write: async () => {
        const { quoteId } = await inside.core.draftQuote({
          key: `design:${id}:${brief.quoteId ?? 'first'}`,
          ...{ activityId, clientId: brief.clientId as string, title: brief.title },
          ...(await termsOf(inside, brief)),
          lines: lines.map(({ deliverable, price }) => ({
            ...{ description: lineOf(deliverable as DesignDeliverable), unitPrice: price },
          })),
        });
        const change = { quoteId, changedAt: inside.now };
        return (await inside.store.update(DesignBrief, id, change)) ?? brief;
      },
    };
  });
}

/** Nothing, for what is made for free, up to what a line may be. */
function expectPrice(price: string, currency: string, path: string): void {
  const minor = minorOf(price, currency, path);
  if (minor < 0n || minor > 99_999_999_999n) throw badInput('There is no such price.', path);
}

const lineOf = ({ title, format }: DesignDeliverable): string =>
  format === null ? title : `${title} (${format})`;

interface QuoteGround {
  readonly brief: DesignBrief;
  readonly asked: readonly DesignDeliverable[];
  readonly lines: readonly { readonly deliverable: DesignDeliverable | undefined }[];
}

async function quoteFindings(
  ctx: PluginContext,
  { brief, asked, lines }: QuoteGround,
): Promise<PluginFinding[]> {
  const found: PluginFinding[] = [];
  const at = (code: string, ...path: string[]) => found.push({ code, path });
  if (brief.status !== BriefStatus.OPEN) at('design.brief-ended', 'briefId');
  if (brief.clientId === null) at('design.brief-without-client', 'briefId');
  if (await isOffered(ctx, brief)) at('design.brief-quoted', 'briefId');
  const priced = lines.map(({ deliverable }) => deliverable?.id);
  const whole =
    asked.length > 0 && asked.every(({ id }) => priced.filter((p) => p === id).length === 1);
  if (!whole || priced.length !== asked.length) at('design.quote-all', 'lines');
  return found;
}

/** Whether there is a quote of it that its client took or may still take. */
export async function isOffered({ core }: PluginContext, { quoteId }: DesignBrief) {
  const quote = quoteId === null ? null : await core.read('Quote', quoteId);
  return quote !== null && !over.has(quote.status);
}

const over: ReadonlySet<string> = new Set(['DECLINED', 'EXPIRED', 'SUPERSEDED']);

/** Until when it holds and what else the client agrees to, in the client's language. */
async function termsOf(ctx: PluginContext, brief: DesignBrief) {
  const { core, today, locale } = ctx;
  const clientId = brief.clientId as string;
  const terms = await termsFor(ctx, { activityId: brief.activityId, clientId });
  const client = await core.read('Client', clientId);
  const said = client?.locale == null ? locale : printedLocale(client.locale);
  const validUntil =
    terms.quoteValidity === QuoteValidity.TWO_MONTHS
      ? addMonths(today, 2)
      : workingDaysLater(today, 30);
  const { advancePercent: percent, advanceDays } = terms;
  const deposit = { depositPercent: `${percent}`, depositTermDays: advanceDays };
  return {
    ...{ validUntil, conditions: conditionsIn(said, terms, validUntil) },
    ...(percent > 0 && deposit),
  };
}

function conditionsIn(
  locale: Locale,
  { advancePercent, advanceDays }: Terms,
  validUntil: string,
): string {
  const words = labelsIn(sentences, locale);
  const values: Readonly<Record<string, string>> = {
    ...{ day: formatsOf(locale).day(validUntil), percent: `${advancePercent}` },
    days: `${advanceDays}`,
  };
  const said = [words.valid, ...(advancePercent > 0 ? [words.advance] : []), words.rights];
  return said.join(' ').replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
}

const sentences = {
  valid: {
    nl: 'Deze offerte is vrijblijvend en geldt tot en met {day}.',
    fr: 'Cette offre est sans engagement et vaut jusqu’au {day} inclus.',
    en: 'This quote is without obligation and holds until {day} included.',
    de: 'Dieses Angebot ist unverbindlich und gilt bis einschließlich {day}.',
  },
  advance: {
    nl: 'Bij de bestelling is een voorschot van {percent} % te betalen, binnen {days} dagen.',
    fr: 'À la commande, un acompte de {percent} % est à payer dans les {days} jours.',
    en: 'With the order an advance of {percent} % is to be paid within {days} days.',
    de: 'Bei der Bestellung ist eine Anzahlung von {percent} % binnen {days} Tagen zu leisten.',
  },
  rights: {
    nl: 'De rechten blijven bij de ontwerper; gebruik mag pas na volledige betaling, zoals de licentie zegt.',
    fr: 'Les droits restent au créateur ; l’usage n’est permis qu’après paiement complet, selon la licence.',
    en: 'The rights stay with the designer; use begins with full payment, as the licence says.',
    de: 'Die Rechte bleiben beim Gestalter; Nutzung erst nach voller Zahlung, wie die Lizenz es sagt.',
  },
};
