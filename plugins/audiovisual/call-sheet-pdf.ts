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
import { AudiovisualCallSheet } from './call-sheet.entity.js';
import { callSheetLabels, lightLabels } from './call-sheet.labels.js';
import { AudiovisualProduction } from './production.entity.js';
import { AudiovisualShootingDay } from './shooting-day.entity.js';

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
export interface PrintedSheet {
  readonly sheet: AudiovisualCallSheet;
  readonly day: AudiovisualShootingDay;
  readonly production: AudiovisualProduction;
  readonly activityName: string;
}

async function withDay(
  { store, core }: PluginContext,
  sheet: AudiovisualCallSheet,
): Promise<PrintedSheet | null> {
  const day = await store.get(AudiovisualShootingDay, sheet.shootingDayId);
  const production = day && (await store.get(AudiovisualProduction, day.productionId));
  const activity = await core.read('Activity', sheet.activityId);
  if (!day || !production || activity === null) return null;
  return { sheet, day, production, activityName: activity.name };
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

function head({ sheet, day, production, activityName }: PrintedSheet, l: Labels, locale: Locale) {
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
  const director = production.director === null ? [] : [`${l.director}: ${production.director}`];
  return letterhead({
    title: l.title,
    sender: { name: activityName, lines: [] },
    recipient: { label: l.production, name: production.title, lines: director },
    facts: facts.filter((fact): fact is [string, string] => fact[1] !== null),
  });
}

/** Day x of y: "3 / 12"; without how many are planned: "3". */
export const dayOfDays = (
  { number }: Pick<AudiovisualShootingDay, 'number'>,
  { plannedDays }: Pick<AudiovisualProduction, 'plannedDays'>,
): string => `${number}${plannedDays ? ` / ${plannedDays}` : ''}`;

interface Table {
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A heading with its table, or nothing when there is nothing to tell. */
export function section(title: string, { heads, rows }: Table): PdfContent[] {
  if (rows.length === 0) return [];
  const body = [heads.map((text) => ({ text, style: 'head' })), ...rows.map((row) => [...row])];
  return [
    { text: title, style: 'heading', margin: [0, 8, 0, 4] },
    {
      table: { headerRows: 1, widths: heads.map(() => 'auto'), body },
      layout: 'lightHorizontalLines',
    },
  ];
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

/** Eighths of a page as the trade writes them: 11 → "1 3/8". */
export function pagesOf(eighths: number): string {
  const whole = Math.floor(eighths / 8);
  const rest = eighths % 8;
  return [...(whole > 0 ? [String(whole)] : []), ...(rest > 0 ? [`${rest}/8`] : [])].join(' ');
}
