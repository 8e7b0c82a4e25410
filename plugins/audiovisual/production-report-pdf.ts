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
import { callSheetLabels } from './call-sheet.labels.js';
import { AudiovisualCrewMember } from './crew.entity.js';
import { lastOf } from './last-of.js';
import { AudiovisualCrewHours, AudiovisualProductionReport } from './production-report.entity.js';
import { productionReportLabels } from './production-report.labels.js';
import type { AudiovisualShootingDay } from './shooting-day.entity.js';
import {
  dayHead,
  dayOfDays,
  dayPrinted,
  type PrintedDay,
  pagesOf,
  section,
} from './shooting-papers.js';

/** What was done on a day: one version of its report, in the language that it was asked in. */
export const productionReportDocument: DownloadDefinition = {
  name: 'audiovisual.production-report',
  open: async (ctx, { id, locale }) => {
    if (ctx.viewer?.reach('audiovisual.read') === undefined || !id) return null;
    const global = globalId('AudiovisualProductionReport', id);
    const report = await visible(ctx, AudiovisualProductionReport, global);
    const told = report === null ? null : await gathered(ctx, report);
    if (told === null) return null;
    const body = await renderProductionReport(told, printedLocale(locale));
    return { ...reportFileOf(told.day, told.report), body };
  },
};

export const reportFileOf = (
  { day }: Pick<AudiovisualShootingDay, 'day'>,
  { version }: Pick<AudiovisualProductionReport, 'version'>,
) => ({ mediaType: 'application/pdf', filename: `production-report-${day}-v${version}.pdf` });

/** What a report is printed from. */
export interface PrintedReport extends PrintedDay {
  readonly report: AudiovisualProductionReport;
  /** The version that held: none is made of a day that was shot. */
  readonly sheet: AudiovisualCallSheet | undefined;
  readonly crew: readonly CrewLine[];
}

interface CrewLine {
  readonly hours: AudiovisualCrewHours;
  readonly department: string;
  readonly position: string;
  /** Empty where the reader does not see who it is. */
  readonly name: string;
}

async function gathered(
  ctx: PluginContext,
  report: AudiovisualProductionReport,
): Promise<PrintedReport | null> {
  const printed = await dayPrinted(ctx, report);
  if (printed === null) return null;
  const hours = await ctx.store.listBy(AudiovisualCrewHours, 'reportId', report.id);
  const crew = await Promise.all(hours.map((line) => crewLine(ctx, line)));
  return {
    ...{ ...printed, report, crew: crew.sort(byDepartment) },
    sheet: await lastOf(ctx, AudiovisualCallSheet, printed.day.id),
  };
}

async function crewLine(
  { store, core }: PluginContext,
  hours: AudiovisualCrewHours,
): Promise<CrewLine> {
  const place = await store.get(AudiovisualCrewMember, hours.crewMemberId);
  const member = await core.read('Member', hours.workerId);
  const { department = '', position = '' } = place ?? {};
  return { hours, department, position, name: member?.displayName ?? '' };
}

function byDepartment(a: CrewLine, b: CrewLine): number {
  const key = ({ department, position, name, hours }: CrewLine) =>
    [department, position, name, hours.id].join('\n');
  return key(a) < key(b) ? -1 : 1;
}

type Labels = Readonly<
  Record<keyof typeof callSheetLabels | keyof typeof productionReportLabels, string>
>;

export function renderProductionReport(printed: PrintedReport, locale: Locale) {
  const l = labelsIn({ ...callSheetLabels, ...productionReportLabels }, locale);
  const { report, production, activityName } = printed;
  const { scenesShot, scenesMissed, scenesAdded } = report;
  const planned = scenesShot.filter((number) => !scenesAdded.includes(number));
  const scenes = (title: string, numbers: readonly string[]) =>
    section(title, {
      heads: [l.number, l.description, l.pages],
      rows: numbers.map((number) => sceneRow(printed, number)),
    });
  return renderPdf({
    title: `${l.title} ${production.title}`,
    author: activityName,
    ...{ locale, madeAt: report.madeAt },
    content: [
      ...head(printed, l, locale),
      ...scenes(l.shot, planned),
      ...scenes(l.missed, scenesMissed),
      ...scenes(l.added, scenesAdded),
      ...crewPart(printed, l, locale),
    ],
    footer: `${production.title} · ${l.version} ${report.version}`,
  });
}

function head(printed: PrintedReport, l: Labels, to: Locale) {
  const { report, day, production, sheet } = printed;
  const minutes = (value: number | null) => (value === null ? null : `${value} ${l.minutes}`);
  const pages = (value: number | null) => (value === null ? null : pagesOf(value) || '0');
  const facts: (readonly [string, string | null])[] = [
    [l.day, dayOfDays(day, production)],
    [l.date, formatsOf(to).day(day.day)],
    [l.version, String(report.version)],
    [l.location, day.location],
    [l.sheet, sheet === undefined ? null : String(sheet.version)],
    [l.call, sheet?.generalCall ?? null],
    [l.called, report.calledAt],
    [l.late, minutes(report.lateMinutes)],
    [l.wrap, sheet?.estimatedWrap ?? null],
    [l.wrapped, report.wrappedAt],
    [l.over, minutes(report.overMinutes)],
    [l.pagesShot, pages(report.pageEighthsShot)],
    [l.pagesMissed, pages(report.pageEighthsMissed)],
  ];
  return dayHead(printed, l, facts);
}

/** What the call sheet said of a scene; a scene that it did not have has its number only. */
function sceneRow({ sheet }: PrintedReport, number: string): string[] {
  const scene = sheet?.scenes.find((one) => one.number === number);
  return scene === undefined
    ? [number, '', '']
    : [number, scene.description, pagesOf(scene.pageEighths)];
}

function crewPart({ crew }: PrintedReport, l: Labels, locale: Locale) {
  const { number } = formatsOf(locale);
  return section(l.hours, {
    heads: [l.department, l.position, l.name, l.began, l.ended, l.rest, l.worked],
    rows: crew.map(({ department, position, name, hours }) => [
      ...[department, position, name, hours.beganAt, hours.endedAt],
      `${hours.breakMinutes} min`,
      `${number((hours.minutes / 60).toFixed(2))} h`,
    ]),
  });
}
