import {
  type ClientFacts,
  type DownloadDefinition,
  formatsOf,
  globalId,
  type HostEntityFacts,
  type Locale,
  labelsIn,
  letterhead,
  type PdfContent,
  type PdfParty,
  type PluginContext,
  printedLocale,
  renderPdf,
  visible,
} from 'gezel/sdk';
import { PerformingArtsActivity } from './activity.entity.js';
import { statusLabels } from './day-sheet.labels.js';
import { tableOf } from './day-sheet-pdf.js';
import { TicketSeller } from './deal.codes.js';
import { PerformingArtsDeal, PerformingArtsDealDate } from './deal.entity.js';
import { clausesOf } from './deal-contract.clauses.js';
import {
  contractLabels,
  contractTitles,
  dealStatusLabels,
  reasonLabels,
} from './deal-contract.labels.js';
import { PerformingArtsPerformance } from './performance.entity.js';
import { PerformingArtsProduction } from './production.entity.js';
import { PerformingArtsRider } from './rider.entity.js';
import { PerformingArtsVenue } from './venue.entity.js';

/** The contract of a deal as it stands when it is fetched: until it is signed it says "draft". */
export const dealContract: DownloadDefinition = {
  name: 'performing-arts.deal-contract',
  open: async (ctx, { id, locale }) => {
    if (ctx.viewer?.reach('performing-arts.read') === undefined || !id) return null;
    const deal = await visible(ctx, PerformingArtsDeal, globalId('PerformingArtsDeal', id));
    const told = deal === null ? null : await gathered(ctx, deal);
    if (told === null) return null;
    return {
      ...contractFileOf(told.deal),
      body: await renderContract(told, printedLocale(locale)),
    };
  },
};

export const contractFileOf = ({ id }: Pick<PerformingArtsDeal, 'id'>) => ({
  mediaType: 'application/pdf',
  filename: `contract-${id.slice(-12)}.pdf`,
});

/** What a contract is printed from. */
export interface PrintedDeal {
  readonly deal: PerformingArtsDeal;
  readonly production: PerformingArtsProduction;
  readonly companyName: string;
  readonly signsFor: HostEntityFacts;
  readonly organiser: ClientFacts;
  readonly riderVersion: number | null;
  readonly dates: readonly PrintedDate[];
}

interface PrintedDate {
  readonly date: PerformingArtsPerformance;
  readonly venue: PerformingArtsVenue | null;
}

async function gathered(
  { store, core }: PluginContext,
  deal: PerformingArtsDeal,
): Promise<PrintedDeal | null> {
  const activity = await core.read('Activity', deal.activityId);
  const organiser = await core.client(deal.clientId);
  const production = await store.get(PerformingArtsProduction, deal.productionId);
  if (activity === null || organiser === null || production === null) return null;
  const signsFor = await core.read('HostEntity', activity.hostEntityId);
  if (signsFor === null) return null;
  const described = await store.get(PerformingArtsActivity, activity.id);
  const rider = deal.riderId === null ? null : await store.get(PerformingArtsRider, deal.riderId);
  const rows = await store.listBy(PerformingArtsDealDate, 'dealId', deal.id);
  const dates = await Promise.all(
    rows.map(async ({ performanceId }): Promise<PrintedDate[]> => {
      const date = await store.get(PerformingArtsPerformance, performanceId);
      if (date === null) return [];
      const { venueId } = date;
      const venue = venueId === null ? null : await store.get(PerformingArtsVenue, venueId);
      return [{ date, venue }];
    }),
  );
  return {
    ...{ deal, production, signsFor, organiser, riderVersion: rider?.version ?? null },
    companyName: described?.companyName ?? activity.name,
    dates: dates.flat().sort((a, b) => (a.date.day < b.date.day ? -1 : 1)),
  };
}

type Labels = Readonly<Record<keyof typeof contractLabels, string>>;

export function renderContract(printed: PrintedDeal, locale: Locale): Promise<Uint8Array> {
  const l = labelsIn(contractLabels, locale);
  const { deal, production, companyName, organiser } = printed;
  const title = contractTitles[deal.kind][locale];
  const dates = printed.dates.map((one) => dateRow(one, locale));
  const clauses = clausesOf(deal, locale).map((text, i) => [`${i + 1}.`, text]);
  return renderPdf({
    title: `${title} ${production.title}`,
    ...{ author: companyName, locale, madeAt: deal.changedAt },
    content: [
      ...head(printed, l, title, locale),
      ...tableOf(l.dates, [l.day, l.hours, l.place, l.status], dates),
      ...tableOf(l.terms, [], termsOf(printed, l, locale)),
      ...tableOf(l.clauses, [], clauses),
      ...signatures(l, [companyName, organiser.name]),
    ],
    footer: `${production.title} · ${companyName} · ${organiser.name}`,
  });
}

function head(printed: PrintedDeal, l: Labels, title: string, to: Locale): PdfContent[] {
  const { deal, production, companyName, signsFor, organiser } = printed;
  const { day } = formatsOf(to);
  const { signedOn, cancelledOn, cancelledFor } = deal;
  const owner = partyOf(signsFor);
  return letterhead({
    title,
    sender: { name: companyName, lines: [`${l.actsFor} ${owner.name}`, ...owner.lines] },
    recipient: { label: l.organiser, ...partyOf(organiser) },
    facts: told([
      [l.production, production.title],
      [l.authors, production.authors],
      [l.state, dealStatusLabels[deal.status][to]],
      [l.signedOn, signedOn && day(signedOn)],
      [l.cancelledOn, cancelledOn && day(cancelledOn)],
      [l.reason, cancelledFor && reasonLabels[cancelledFor][to]],
    ]),
  });
}

type Party = Pick<ClientFacts, 'name' | 'enterpriseNumber' | 'street' | 'postalCode' | 'city'> &
  Pick<ClientFacts, 'country'>;

function partyOf({ name, enterpriseNumber, ...at }: Party): PdfParty {
  const address = [at.street, `${at.postalCode} ${at.city} (${at.country})`];
  return { name, lines: [...address, ...(enterpriseNumber === null ? [] : [enterpriseNumber])] };
}

/** Its hours as a clock in Brussels tells them. */
function dateRow({ date, venue }: PrintedDate, to: Locale): string[] {
  const { day, startsAt, endsAt, status } = date;
  const hours = [startsAt, endsAt].filter((at) => at !== null).map((at) => clock.format(at));
  const place = venue === null ? '' : `${venue.name}, ${venue.city} (${venue.country})`;
  return [formatsOf(to).day(day), hours.join(' – '), place, statusLabels[status][to]];
}

const clock = new Intl.DateTimeFormat('nl-BE', {
  ...{ hour: '2-digit', minute: '2-digit', timeZone: 'Europe/Brussels' },
});

function termsOf({ deal, riderVersion }: PrintedDeal, l: Labels, to: Locale) {
  const { money, percent } = formatsOf(to);
  const amount = (minor: bigint | null) => (minor === null ? null : money(minor, deal.currency));
  const { travelMinor, perDiemMinor, partySize, shareBps, ticketsSoldBy } = deal;
  const seller = ticketsSoldBy === TicketSeller.COMPANY ? l.company : l.organiser;
  return told([
    [l.fee, amount(deal.feeMinor)],
    [l.share, shareBps === null ? null : percent(shareBps)],
    [l.guarantee, amount(deal.guaranteeMinor)],
    [l.rent, amount(deal.rentMinor)],
    [l.travel, travelMinor === 0n ? null : amount(travelMinor)],
    [l.perDiem, perDiemMinor === 0n ? null : amount(perDiemMinor)],
    [l.people, perDiemMinor === 0n ? null : String(partySize)],
    [l.tickets, seller],
    [l.rider, riderVersion === null ? null : String(riderVersion)],
  ]);
}

const told = (facts: readonly (readonly [string, string | null])[]): [string, string][] =>
  facts.filter((fact): fact is [string, string] => fact[1] !== null);

const signatures = (l: Labels, names: readonly string[]): PdfContent[] => [
  { text: l.signatures, style: 'heading', margin: [0, 14, 0, 40] },
  { columns: names.map((text) => ({ text })) },
];
