import {
  type DownloadDefinition,
  formatsOf,
  globalId,
  type Locale,
  labelsIn,
  type PluginContext,
  printedLocale,
  renderPdf,
  visible,
} from 'gezel/sdk';
import { AudiovisualCallSheet } from './call-sheet.entity.js';
import { callSheetLabels, lightLabels } from './call-sheet.labels.js';
import type { AudiovisualShootingDay } from './shooting-day.entity.js';
import {
  dayHead,
  dayOfDays,
  dayPrinted,
  type PrintedDay,
  pagesOf,
  section,
  type Table,
} from './shooting-papers.js';

/** The sheet that everybody gets: one version of one day, in the language that it was asked in. */
export const callSheetDocument: DownloadDefinition = {
  name: 'audiovisual.call-sheet',
  open: async (ctx, { id, locale }) => {
    if (ctx.viewer?.reach('audiovisual.read') === undefined || !id) return null;
    const sheet = await visible(ctx, AudiovisualCallSheet, globalId('AudiovisualCallSheet', id));
    const told = sheet === null ? null : await withDay(ctx, sheet);
    if (told === null) return null;
    const body = await renderCallSheet(told, printedLocale(locale));
    return { ...fileOf(told.day, told.sheet), body };
  },
};

export const fileOf = (
  { day }: Pick<AudiovisualShootingDay, 'day'>,
  { version }: Pick<AudiovisualCallSheet, 'version'>,
) => ({ mediaType: 'application/pdf', filename: `call-sheet-${day}-v${version}.pdf` });

/** What a sheet is printed from. */
export interface PrintedSheet extends PrintedDay {
  readonly sheet: AudiovisualCallSheet;
}

async function withDay(
  ctx: PluginContext,
  sheet: AudiovisualCallSheet,
): Promise<PrintedSheet | null> {
  const printed = await dayPrinted(ctx, sheet);
  return printed && { ...printed, sheet };
}

type Labels = Readonly<Record<keyof typeof callSheetLabels, string>>;

export function renderCallSheet(printed: PrintedSheet, locale: Locale): Promise<Uint8Array> {
  const labels = labelsIn(callSheetLabels, locale);
  const { sheet, production, activityName } = printed;
  return renderPdf({
    title: `${labels.title} ${production.title}`,
    author: activityName,
    ...{ locale, madeAt: sheet.madeAt },
    content: [
      ...head(printed, labels, locale),
      ...section(labels.scenes, sceneTable(sheet, labels, locale)),
      ...section(labels.calls, callTable(sheet, labels)),
      ...section(labels.cast, castTable(sheet, labels)),
      ...section(labels.contacts, contactTable(sheet, labels)),
    ],
    footer: `${production.title} · ${labels.version} ${sheet.version}`,
  });
}

function head(printed: PrintedSheet, l: Labels, locale: Locale) {
  const { sheet, day, production } = printed;
  const facts: (readonly [string, string | null])[] = [
    [l.day, dayOfDays(day, production)],
    [l.date, formatsOf(locale).day(day.day)],
    [l.version, String(sheet.version)],
    [l.call, sheet.generalCall],
    [l.wrap, sheet.estimatedWrap],
    [l.sunrise, sheet.sunrise],
    [l.sunset, sheet.sunset],
    [l.location, day.location],
    [l.unitBase, sheet.unitBase],
    [l.hospital, sheet.nearestHospital],
    [l.police, sheet.police],
    [l.parking, sheet.parking],
    [l.weather, sheet.weather],
    [l.meals, sheet.meals],
    [l.transport, sheet.transport],
    [l.equipment, sheet.equipment],
    [l.rentalHouse, sheet.rentalHouse],
  ];
  return dayHead(printed, l, facts);
}

const sceneTable = ({ scenes }: AudiovisualCallSheet, l: Labels, locale: Locale): Table => ({
  heads: [l.number, l.description, l.light, l.pages, l.roles],
  rows: scenes.map(({ number, description, light, pageEighths, roles }) => [
    ...[number, description, lightLabels[light][locale]],
    ...[pagesOf(pageEighths), roles ?? ''],
  ]),
});

const callTable = ({ calls }: AudiovisualCallSheet, l: Labels): Table => ({
  heads: [l.department, l.at],
  rows: calls.map(({ department, at }) => [department, at]),
});

const castTable = ({ performers }: AudiovisualCallSheet, l: Labels): Table => ({
  heads: [l.role, l.name, l.pickUp, l.makeUp, l.wardrobe, l.onSet],
  rows: performers.map(({ role, name, pickUpAt, makeUpAt, wardrobeAt, onSetAt }) => [
    ...[role, name, pickUpAt ?? '', makeUpAt ?? '', wardrobeAt ?? '', onSetAt],
  ]),
});

const contactTable = ({ contacts }: AudiovisualCallSheet, l: Labels): Table => ({
  heads: [l.position, l.name, l.reach],
  rows: contacts.map(({ position, name, reach }) => [position, name, reach]),
});
