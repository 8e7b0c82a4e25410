import { addMonths, money, type PluginFinding, type ValidationInput, validation } from 'gezel/sdk';
import { DealStatus, HouseSubsidy } from './deal.codes.js';
import { PerformingArtsDeal } from './deal.entity.js';
import { PerformingArtsHouseInvoice } from './house-invoice.entity.js';
import { PerformingArtsSettlement } from './settlement.entity.js';

/**
 * No invoice to a subsidised house below its minimum for the days of all who worked. Of a house that
 * is known and an invoice of which nobody said what it is for, that is told; one that bills a
 * settlement was judged with its deal.
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
    sold: {
      ...{ entity: PerformingArtsDeal, by: 'activityId', equals: 'activityId' },
      where: ({ after, at }) => ({
        ...{ clientId: after.clientId, signedOn: { from: addMonths(at, -24) } },
        houseSubsidy: { in: [HouseSubsidy.STRUCTURAL, HouseSubsidy.PROJECT] },
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
    const { told = [], settled = [], sold = [], before = [] } = change.extensions;
    const [said] = told;
    if (said !== undefined) return saidFindings(change, said);
    if (settled.length > 0 || sold.length + before.length === 0) return [];
    const code = 'performing-arts.house-invoice-untold';
    return [{ code, path: ['clientId'], severity: 'WARNING' }];
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
