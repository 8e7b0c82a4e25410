import {
  addMonths,
  heldOn,
  money,
  type PluginFinding,
  type ValidationInput,
  validation,
} from 'gezel/sdk';
import { PerformingArtsActivity } from './activity.entity.js';
import { DealStatus, HouseSubsidy } from './deal.codes.js';
import { PerformingArtsDeal } from './deal.entity.js';
import { PerformingArtsHouseInvoice } from './house-invoice.entity.js';
import { minimumOf, PerformingArtsHouseMinimum } from './house-minimum.entity.js';
import { PerformingArtsSettlement } from './settlement.entity.js';

/**
 * No invoice to a subsidised house below its minimum: of the days of all who worked where that was
 * said, else of one day of one person. Where it is not known what a client is, that is asked, by a
 * co-operative that keeps the figures. One that bills a settlement was judged with its deal.
 */
export const belowHouseMinimum = validation({
  name: 'performing-arts.house-minimum',
  on: 'invoice.issue',
  because: {
    title:
      'Joint committee 304: self-employed people in subsidised houses invoice at least the gross ' +
      'scale × 1.46, without VAT',
    url: 'https://www.juistisjuist.be/tools/afsprakenkader-zelfstandigen/',
  },
  effective: { from: '2024-01-01' },
  needs: {
    told: { entity: PerformingArtsHouseInvoice, by: 'invoiceId', equals: 'id' },
    settled: { entity: PerformingArtsSettlement, by: 'invoiceId', equals: 'id' },
    company: { entity: PerformingArtsActivity, by: 'activityId', equals: 'activityId' },
    minima: {
      ...{ entity: PerformingArtsHouseMinimum, by: 'cooperativeId', equals: 'cooperativeId' },
      where: ({ at }) => heldOn(at),
    },
    sold: {
      ...{ entity: PerformingArtsDeal, by: 'activityId', equals: 'activityId' },
      where: ({ after, at }) => ({
        ...{ clientId: after.clientId, signedOn: { from: addMonths(at, -24) } },
        houseSubsidy: { in: Object.values(HouseSubsidy) },
        status: { in: [DealStatus.SIGNED, DealStatus.SETTLED] },
      }),
    },
    before: {
      ...{ entity: PerformingArtsHouseInvoice, by: 'activityId', equals: 'activityId' },
      where: ({ after, at }) => ({
        ...{ clientId: after.clientId, toldOn: { from: addMonths(at, -12) } },
      }),
    },
  },
  check: (change) => {
    const { told = [], settled = [] } = change.extensions;
    const [said] = told;
    if (said !== undefined) return saidFindings(change, said);
    if (settled.length > 0) return [];
    const subsidy = lastKnown(change);
    if (subsidy === undefined) return unknownFindings(change);
    return subsidy === HouseSubsidy.NONE ? [] : untoldFindings(change, subsidy);
  },
});

function saidFindings(
  { after }: ValidationInput,
  said: Readonly<Record<string, unknown>>,
): PluginFinding[] {
  if (said.clientId !== after.clientId) {
    return [{ code: 'performing-arts.house-invoice-other-client', path: ['clientId'] }];
  }
  const { leastMinor, unknownOn } = said;
  const path = ['lines'];
  if (typeof leastMinor !== 'bigint') {
    const values = { day: unknownOn };
    return [{ code: 'performing-arts.no-house-minimum', path, values, severity: 'WARNING' }];
  }
  if (BigInt(String(after.netMinor)) >= leastMinor) return [];
  const currency = String(said.currency);
  const values = { minimum: money(leastMinor, currency).amount, currency };
  return [{ code: 'performing-arts.invoice-below-minimum', path, values }];
}

/** How the client is subsidised by what was said of it last, on an invoice or in a deal. */
function lastKnown({ extensions }: ValidationInput): unknown {
  const { before = [], sold = [] } = extensions;
  const known = [
    ...before.map(({ toldOn, changedAt, subsidy }) => ({ on: `${toldOn} ${changedAt}`, subsidy })),
    ...sold.map(({ signedOn, changedAt, houseSubsidy: subsidy }) => ({
      ...{ on: `${signedOn} ${changedAt}`, subsidy },
    })),
  ];
  return known.sort((a, b) => (a.on < b.on ? 1 : -1))[0]?.subsidy;
}

/** Nobody said what it is for: that is asked, and it cannot be below one day of one person. */
function untoldFindings({ after, at, extensions }: ValidationInput, subsidy: unknown) {
  const { minima = [] } = extensions;
  const currency = String(after.currency);
  const holds = minima.find((one) => one.subsidy === subsidy && one.currency === currency);
  const [client, lines] = [['clientId'], ['lines']];
  const untold = { code: 'performing-arts.house-invoice-untold', path: client };
  const found: PluginFinding[] = [{ ...untold, severity: 'WARNING' }];
  // A part of a quote is for a part of its days.
  if (after.quotePart != null && after.quotePart !== 'WHOLE') return found;
  if (holds === undefined) {
    const code = 'performing-arts.no-house-minimum';
    return [...found, { code, path: lines, values: { day: at }, severity: 'WARNING' as const }];
  }
  const leastMinor = minimumOf(holds as unknown as PerformingArtsHouseMinimum);
  if (BigInt(String(after.netMinor)) >= leastMinor) return found;
  const values = { minimum: money(leastMinor, currency).amount, currency };
  return [{ code: 'performing-arts.house-invoice-below-day', path: lines, values }];
}

/** Houses are of this country and no consumers; who keeps no figures has nothing to judge by. */
function unknownFindings({ after, extensions }: ValidationInput): PluginFinding[] {
  const { company = [], minima = [] } = extensions;
  const { kind } = (after.client ?? {}) as { readonly kind?: unknown };
  if (company.length === 0 || minima.length === 0) return [];
  if (kind !== 'COMPANY' && kind !== 'PUBLIC_BODY') return [];
  return [{ code: 'performing-arts.house-unknown', path: ['clientId'], severity: 'WARNING' }];
}
