import {
  type DownloadDefinition,
  formatsOf,
  globalId,
  type Locale,
  labelsIn,
  letterhead,
  type PdfContent,
  type PluginContext,
  printedLocale,
  renderPdf,
  visible,
} from 'gezel/sdk';
import { PerformingArtsContractDay } from './contract.entity.js';
import { PerformingArtsDayKind } from './day-kind.entity.js';
import { daySheetLabels, statusLabels } from './day-sheet.labels.js';
import { PerformingArtsPerformance } from './performance.entity.js';
import { PerformingArtsProduction } from './production.entity.js';
import type { PerformingArtsRider } from './rider.entity.js';
import { PerformingArtsVenue } from './venue.entity.js';
import { riderOf } from './write-rider.js';

/** The sheet of a date as it is known when it is fetched, in the language that it was asked in. */
export const daySheetDocument: DownloadDefinition = {
  name: 'performing-arts.day-sheet',
  open: async (ctx, { id, locale }) => {
    if (ctx.viewer?.reach('performing-arts.read') === undefined || !id) return null;
    const global = globalId('PerformingArtsPerformance', id);
    const date = await visible(ctx, PerformingArtsPerformance, global);
    const told = date === null ? null : await gathered(ctx, date);
    if (told === null) return null;
    return { ...fileOf(told.date), body: await renderDaySheet(told, printedLocale(locale)) };
  },
};

export const fileOf = ({ day }: Pick<PerformingArtsPerformance, 'day'>) => ({
  mediaType: 'application/pdf',
  filename: `day-sheet-${day}.pdf`,
});

/** What a sheet is printed from. */
export interface PrintedDay {
  readonly date: PerformingArtsPerformance;
  readonly kind: PerformingArtsDayKind | null;
  readonly production: PerformingArtsProduction;
  readonly venue: PerformingArtsVenue | null;
  readonly rider: PerformingArtsRider | undefined;
  readonly people: readonly { readonly name: string; readonly minutes: number }[];
  readonly activityName: string;
}

async function gathered(
  { store, core }: PluginContext,
  date: PerformingArtsPerformance,
): Promise<PrintedDay | null> {
  const activity = await core.read('Activity', date.activityId);
  const production = await store.get(PerformingArtsProduction, date.productionId);
  if (activity === null || production === null) return null;
  const { venueId, kindCode, id } = date;
  const bound = await store.find(PerformingArtsContractDay, { performanceId: id, inForce: true });
  const people = await Promise.all(
    bound.map(async ({ workerId, minutes }) => {
      const member = await core.read('Member', workerId);
      return member === null ? [] : [{ name: member.displayName, minutes }];
    }),
  );
  return {
    ...{ date, production, activityName: activity.name, people: people.flat().sort(byName) },
    kind: await store.get(PerformingArtsDayKind, kindCode),
    venue: venueId === null ? null : await store.get(PerformingArtsVenue, venueId),
    rider: await riderOf(store, production.id),
  };
}

const byName = (a: { name: string }, b: { name: string }): number => (a.name < b.name ? -1 : 1);

type Labels = Readonly<Record<keyof typeof daySheetLabels, string>>;

export function renderDaySheet(printed: PrintedDay, locale: Locale): Promise<Uint8Array> {
  const l = labelsIn(daySheetLabels, locale);
  const { date, production, activityName, people } = printed;
  const { number } = formatsOf(locale);
  const hours = (minutes: number) => number((minutes / 60).toFixed(2));
  return renderPdf({
    title: `${l.title} ${production.title}`,
    ...{ author: activityName, locale, madeAt: date.changedAt },
    content: [
      ...head(printed, l, locale),
      ...tableOf(
        l.timetable,
        [l.at, l.what],
        date.timetable.map(({ at, what }) => [at, what]),
      ),
      ...tableOf(
        l.people,
        [l.name, l.hours],
        people.map((one) => [one.name, hours(one.minutes)]),
      ),
      ...paragraph(l.practical, date.practical),
      ...riderPart(printed, l),
    ],
    footer: `${production.title} · ${formatsOf(locale).day(date.day)}`,
  });
}

function head({ date, kind, production, venue, activityName }: PrintedDay, l: Labels, to: Locale) {
  const { durationMinutes: minutes } = production;
  const facts: (readonly [string, string | null])[] = [
    [l.date, formatsOf(to).day(date.day)],
    [l.kind, kind?.titles[to] ?? null],
    [l.status, statusLabels[date.status][to]],
    [l.duration, minutes === null ? null : `${minutes} ${l.minutes}`],
    [l.venue, venue === null ? null : `${venue.name}, ${venue.city} (${venue.country})`],
    [l.contact, [venue?.contactName, venue?.contactDetails].filter(Boolean).join(' · ') || null],
    [l.stage, sizeOf(venue)],
  ];
  return letterhead({
    title: l.title,
    sender: { name: activityName, lines: [] },
    recipient: { label: l.production, name: production.title, lines: [] },
    facts: facts.filter((one): one is [string, string] => one[1] !== null),
  });
}

type Stage = Pick<PerformingArtsRider, 'stageWidthCm' | 'stageDepthCm'>;

/** 1000 × 800 cm → "10 × 8 m". */
function sizeOf(stage: Stage | null): string | null {
  const sides = [stage?.stageWidthCm, stage?.stageDepthCm].filter((side) => side != null);
  return sides.length === 2 ? `${sides.map((cm) => Number(cm) / 100).join(' × ')} m` : null;
}

function riderPart({ rider }: PrintedDay, l: Labels): PdfContent[] {
  if (rider === undefined) return [];
  const minutes = (value: number | null) => (value === null ? null : `${value} ${l.minutes}`);
  const size = sizeOf(rider);
  const rows: (readonly [string, string | null])[] = [
    [l.stage, [size, rider.stage].filter(Boolean).join(' · ') || null],
    [l.power, rider.powerAmperes === null ? null : `${rider.powerAmperes} A`],
    [l.getIn, minutes(rider.getInMinutes)],
    [l.getOut, minutes(rider.getOutMinutes)],
    [l.localHands, rider.localHands === null ? null : String(rider.localHands)],
    [l.sound, rider.sound],
    [l.light, rider.light],
    [l.hospitality, rider.hospitality],
  ];
  const known = rows.filter((row): row is [string, string] => row[1] !== null);
  return tableOf(`${l.rider}, ${l.version} ${rider.version}`, [], known);
}

/** A heading with its table, or nothing when there is nothing to tell. */
export function tableOf(
  title: string,
  heads: readonly string[],
  rows: readonly (readonly string[])[],
): PdfContent[] {
  if (rows.length === 0) return [];
  const body = [
    ...(heads.length > 0 ? [heads.map((text) => ({ text, style: 'head' }))] : []),
    ...rows.map((row) => [...row]),
  ];
  const columns = rows[0]?.length ?? 0;
  const widths = Array.from({ length: columns }, (_, i) => (i < columns - 1 ? 'auto' : '*'));
  return [
    { text: title, style: 'heading', margin: [0, 8, 0, 4] },
    {
      table: { headerRows: heads.length > 0 ? 1 : 0, widths, body },
      layout: 'lightHorizontalLines',
    },
  ];
}

const paragraph = (title: string, words: string | null): PdfContent[] =>
  words === null ? [] : [{ text: title, style: 'heading', margin: [0, 8, 0, 4] }, { text: words }];
