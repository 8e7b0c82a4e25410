/** What every paper of a shooting day has: its day and production, its head, its tables. */
import { letterhead, type PdfContent, type PluginContext } from 'gezel/sdk';
import { AudiovisualProduction } from './production.entity.js';
import { AudiovisualShootingDay } from './shooting-day.entity.js';

export interface PrintedDay {
  readonly day: AudiovisualShootingDay;
  readonly production: AudiovisualProduction;
  readonly activityName: string;
}

/** Null where the reader may not see all of it. */
export async function dayPrinted(
  { store, core }: PluginContext,
  paper: { readonly shootingDayId: string; readonly activityId: string },
): Promise<PrintedDay | null> {
  const day = await store.get(AudiovisualShootingDay, paper.shootingDayId);
  const production = day && (await store.get(AudiovisualProduction, day.productionId));
  const activity = await core.read('Activity', paper.activityId);
  if (!day || !production || activity === null) return null;
  return { day, production, activityName: activity.name };
}

/** Who makes what, and the facts that are known. */
export function dayHead(
  { production, activityName }: PrintedDay,
  l: Readonly<Record<'title' | 'production' | 'director', string>>,
  facts: readonly (readonly [string, string | null])[],
) {
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

export interface Table {
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

/** Eighths of a page as the trade writes them: 11 → "1 3/8". */
export function pagesOf(eighths: number): string {
  const whole = Math.floor(eighths / 8);
  const rest = eighths % 8;
  return [...(whole > 0 ? [String(whole)] : []), ...(rest > 0 ? [`${rest}/8`] : [])].join(' ');
}
