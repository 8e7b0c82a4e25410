import { addDays, type PluginContext, type ProviderTicket, provider } from 'gezel/sdk';
import { FileStatus, Procedure } from './codes.js';
import { CollectionFile } from './file.entity.js';
import { changed } from './file-step.js';

interface LegalRequest {
  readonly procedure: Procedure;
  readonly invoiceNumber: string;
  readonly currency: string;
  readonly askedOn: string;
  readonly principalMinor: string;
  readonly interestMinor: string;
  readonly increaseMinor: string;
  readonly creditorNumber: string;
  readonly debtorNumber?: string;
  readonly noticedOn?: string;
}

interface LegalAnswer {
  readonly outcome: 'PAID' | 'PLAN' | 'CONTESTED' | 'ENFORCEABLE';
  /** When the summons was served. */
  readonly servedOn: string;
  readonly on: string;
}

const day = { type: 'string', format: 'date' };
const minor = { type: 'string', pattern: '^[0-9]{1,18}$' };

/** The bailiff of an undisputed debt, or the lawyer who brings it before the court. */
export const legal = provider<LegalRequest, LegalAnswer>({
  name: 'collection.legal',
  title: {
    nl: 'Gerechtsdeurwaarder of advocaat',
    fr: 'Huissier de justice ou avocat',
    en: 'Bailiff or lawyer',
    de: 'Gerichtsvollzieher oder Anwalt',
  },
  description: 'Takes a debt over; its evidence is the bundle of the file.',
  request: {
    type: 'object',
    additionalProperties: false,
    required: [
      ...['procedure', 'invoiceNumber', 'currency', 'askedOn', 'principalMinor'],
      ...['interestMinor', 'increaseMinor', 'creditorNumber'],
    ],
    properties: {
      procedure: { type: 'string', enum: ['IOS', 'COURT'] },
      invoiceNumber: { type: 'string', maxLength: 40 },
      currency: { type: 'string', pattern: '^[A-Z]{3}$' },
      ...{ askedOn: day, noticedOn: day },
      ...{ principalMinor: minor, interestMinor: minor, increaseMinor: minor },
      creditorNumber: { type: 'string', maxLength: 20 },
      debtorNumber: { type: 'string', maxLength: 20 },
    },
  },
  answer: {
    type: 'object',
    additionalProperties: false,
    required: ['outcome', 'servedOn', 'on'],
    properties: {
      outcome: { type: 'string', enum: ['PAID', 'PLAN', 'CONTESTED', 'ENFORCEABLE'] },
      ...{ servedOn: day, on: day },
    },
  },
  simulate: ({ askedOn, principalMinor }, { today }) => {
    const servedOn = addDays(askedOn, 3);
    const on = today;
    const outcome = outcomes[principalMinor.slice(-2)] ?? 'ENFORCEABLE';
    if (outcome === 'REFUSED') return { state: 'REFUSED', reason: 'The debtor is insolvent.' };
    const ready = outcome === 'ENFORCEABLE' ? enforceableFrom(servedOn) : addDays(servedOn, 10);
    if (today < ready) return { state: 'WAITING' };
    return { state: 'ANSWERED', answer: { outcome, servedOn, on } };
  },
  settled,
});

/** By the cents of the principal, so that a test or a demonstration chooses. */
const outcomes: Readonly<Record<string, LegalAnswer['outcome'] | 'REFUSED'>> = {
  ...{ '01': 'REFUSED', '02': 'CONTESTED', '03': 'PLAN', '04': 'PAID' },
};

/**
 * The first day on which silence can be a title: the month to answer, then eight days (Judicial
 * Code art. 1394/22 and 1394/24).
 */
export function enforceableFrom(servedOn: string): string {
  const [year, month, date] = servedOn.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const end = new Date(Date.UTC(year, month, Math.min(date, last))).toISOString().slice(0, 10);
  return addDays(end, 8);
}

/** A late answer, of a debt that was paid, disputed or called back meanwhile, changes nothing. */
async function settled(
  ctx: PluginContext,
  { key, state, answer, reason, request }: ProviderTicket<LegalRequest, LegalAnswer>,
): Promise<void> {
  const file = await ctx.store.lock(CollectionFile, key.split(':')[0] as string);
  if (file === null || file.legalKey !== key) return;
  if (state !== 'ANSWERED' || answer === null) {
    const legalOutcome = state === 'REFUSED' ? 'REFUSED' : null;
    const again = { status: file.rung, nextStepOn: ctx.today, legalKey: null };
    await changed(ctx, file, { ...again, legalOutcome, legalReason: reason });
    return;
  }
  await changed(ctx, file, { legalOutcome: answer.outcome, ...after(ctx, request, answer) });
}

function after(
  { today }: PluginContext,
  { procedure }: LegalRequest,
  { outcome, servedOn, on }: LegalAnswer,
): Partial<CollectionFile> {
  const call = { nextStepOn: today, legalKey: null };
  if (outcome === 'CONTESTED') {
    return { ...call, status: FileStatus.DISPUTED, contestedOn: on };
  }
  if (outcome === 'ENFORCEABLE') {
    // A title before its time is none: somebody has to look.
    const early = procedure === Procedure.IOS && on < enforceableFrom(servedOn);
    return early
      ? { ...call, status: FileStatus.NOTICED, legalOutcome: 'TOO_EARLY' }
      : { nextStepOn: null, legalKey: null, status: FileStatus.ENFORCEABLE };
  }
  // Paid to the bailiff: the bank will say so. A plan: somebody enters its parts.
  return call;
}
