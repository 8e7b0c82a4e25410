import {
  heldOn,
  locked,
  type PluginContext,
  type PluginFinding,
  type PluginStore,
} from 'gezel/sdk';
import { DealKind, DealStatus } from './deal.codes.js';
import { PerformingArtsDeal, PerformingArtsDealDate } from './deal.entity.js';
import type { PerformingArtsPerformance } from './performance.entity.js';
import {
  type PerformingArtsRightsDeclaration,
  PerformingArtsRightsTariff,
  RightsBase,
} from './rights.entity.js';
import { advanceLeft } from './rights-owed.js';
import { PerformingArtsEventTariff, PerformingArtsRightsContract } from './rights-terms.entity.js';
import { PerformingArtsSubsidy, SubsidyStatus } from './subsidy.entity.js';
import { PerformingArtsVenue } from './venue.entity.js';

/** What is said of a date, for one society. */
export interface SaidOfRights {
  readonly society: string;
  readonly currency: string;
  readonly receiptsMinor: bigint;
  /** Null: by the deal of the date. */
  readonly base: RightsBase.RECEIPTS | RightsBase.BUY_OUT | null;
  readonly buyOutMinor: bigint | null;
  /** Null: by the subsidies of the activity. */
  readonly subsidised: boolean | null;
  readonly recordedMusic: boolean;
  readonly event: SaidOfEvent | null;
}

export interface SaidOfEvent {
  readonly eventKind: string;
  readonly ticketMinor: bigint;
  readonly drinkMinor: bigint;
  readonly surfaceM2: number;
}

/** What is expected and why, for the row of the declaration; null where no ground is known. */
export interface RightsGround {
  readonly due: Partial<PerformingArtsRightsDeclaration> | null;
  readonly findings: readonly PluginFinding[];
}

type Place = Pick<PerformingArtsPerformance, 'id' | 'activityId' | 'productionId' | 'day'> &
  Pick<PerformingArtsPerformance, 'venueId'>;

/**
 * On which ground a society asks how much for a date: 1 the price of its event, where the
 * declaration tells of one; 2 the contract of the production, where its authors have one;
 * 3 the society's tariff of shows. What is not known is refused by its name.
 */
export async function groundOf(
  inside: PluginContext,
  date: Place,
  said: SaidOfRights,
): Promise<RightsGround> {
  if (said.event !== null) return ofEvent(inside.store, date, said, said.event);
  const { productionId } = date;
  const where = { productionId, society: said.society };
  const contracts = await inside.store.find(PerformingArtsRightsContract, where);
  if (contracts.length > 0) return ofContract(inside, date, said, contracts);
  return ofTariff(inside.store, date, said);
}

async function ofEvent(
  store: PluginStore,
  { day }: Place,
  { society, currency, recordedMusic }: SaidOfRights,
  event: SaidOfEvent,
): Promise<RightsGround> {
  const { eventKind, ticketMinor, drinkMinor, surfaceM2 } = event;
  const within = <Value>(from: Value) => ({ from, orNull: true });
  const rows = await store.find(
    PerformingArtsEventTariff,
    {
      ...{ society, currency, eventKind, ...heldOn(day) },
      ...{ ticketUpToMinor: within(ticketMinor), drinkUpToMinor: within(drinkMinor) },
      surfaceUpToM2: within(surfaceM2),
    },
    // A list ends after a hundred rows: those of the narrowest ticket come first, null last.
    { orderBy: { property: 'ticketUpToMinor', direction: 'asc' } },
  );
  const [row] = rows.toSorted(narrowerFirst);
  if (row === undefined) {
    const values = { society, day, kind: eventKind, surface: surfaceM2 };
    return refused({ code: 'performing-arts.no-event-tariff', path: ['event'], values });
  }
  const equitableMinor = recordedMusic ? row.recordedMinor : 0n;
  const expectedMinor = row.authorsMinor + equitableMinor;
  const due = { base: RightsBase.EVENT, eventTariffId: row.id, ...event, recordedMusic };
  return { due: { ...due, equitableMinor, expectedMinor }, findings: [] };
}

/** Brackets within each other: the narrowest ticket, then drink, then floor; null is the widest. */
function narrowerFirst(a: PerformingArtsEventTariff, b: PerformingArtsEventTariff): number {
  const ends = (row: PerformingArtsEventTariff) =>
    [row.ticketUpToMinor, row.drinkUpToMinor, row.surfaceUpToM2].map((end) =>
      end === null ? Number.POSITIVE_INFINITY : Number(end),
    );
  const [of, other] = [ends(a), ends(b)];
  const first = of.findIndex((end, i) => end !== other[i]);
  if (first < 0) return 0;
  return (of[first] ?? 0) < (other[first] ?? 0) ? -1 : 1;
}

/** Only where and when the authors agreed; what they got in advance is taken off first. */
async function ofContract(
  inside: PluginContext,
  date: Place,
  said: SaidOfRights,
  contracts: readonly PerformingArtsRightsContract[],
): Promise<RightsGround> {
  const { store } = inside;
  const venue = date.venueId === null ? null : await store.get(PerformingArtsVenue, date.venueId);
  const country = venue?.country ?? null;
  const agreed = contracts.find((one) => covers(one, date.day, country, said.currency));
  if (agreed === undefined) {
    const values = { society: said.society, day: date.day, country: country ?? '?' };
    return refused({ code: 'performing-arts.rights-outside-contract', path: ['dateId'], values });
  }
  const contract = await locked(inside, PerformingArtsRightsContract, agreed.id);
  const { base, baseMinor, buyOutMinor, findings } = await baseOf(store, date, said);
  const shareMinor = partOf(baseMinor, contract.shareBps);
  const left = await advanceLeft(store, contract);
  const advanceUsedMinor = lesser(shareMinor, left);
  const expectedMinor = shareMinor - advanceUsedMinor;
  const { recordedMusic } = said;
  const due = { base, buyOutMinor, contractId: contract.id, recordedMusic };
  return {
    due: { ...due, advanceUsedMinor, expectedMinor },
    findings: [...findings, ...elsewhereFindings(said)],
  };
}

const covers = (
  { fromDay, untilDay, territories, currency }: PerformingArtsRightsContract,
  day: string,
  country: string | null,
  of: string,
): boolean =>
  fromDay <= day &&
  day < untilDay &&
  currency === of &&
  country !== null &&
  territories.includes(country);

async function ofTariff(
  store: PluginStore,
  date: Place,
  said: SaidOfRights,
): Promise<RightsGround> {
  const { society, currency, recordedMusic } = said;
  const same = { society, currency, ...heldOn(date.day) };
  const [tariff] = await store.find(PerformingArtsRightsTariff, same, { limit: 1 });
  const values = { society, day: date.day };
  if (tariff === undefined) {
    const [byEvent] = await store.find(PerformingArtsEventTariff, same, { limit: 1 });
    const code =
      byEvent === undefined
        ? 'performing-arts.no-rights-tariff'
        : 'performing-arts.rights-event-missing';
    return refused({ code, path: ['society'], values });
  }
  const { base, baseMinor, buyOutMinor, findings } = await baseOf(store, date, said);
  const subsidised = said.subsidised ?? (await isSubsidised(store, date));
  const own = subsidised ? tariff.subsidisedShareBps : null;
  const shareBps = own ?? tariff.shareBps;
  const { id: tariffId, minimumMinor, toConfirm, source } = tariff;
  const unknown = { code: 'performing-arts.rights-minimum-unknown', path: ['society'], values };
  const old: PluginFinding = {
    ...{ code: 'performing-arts.rights-tariff-old', path: ['society'], severity: 'WARNING' },
    values: { society, source },
  };
  const expectedMinor = dueUnder({ shareBps, minimumMinor: minimumMinor ?? 0n }, baseMinor);
  const due = { base, buyOutMinor, tariffId, recordedMusic, subsidised: own !== null };
  return {
    due: { ...due, expectedMinor },
    findings: [
      ...findings,
      ...(minimumMinor === null ? [unknown] : []),
      ...(toConfirm ? [old] : []),
      ...elsewhereFindings(said),
    ],
  };
}

/** What the part is taken from: what the organiser pays for the show, or else what tickets bring. */
async function baseOf(store: PluginStore, date: Place, said: SaidOfRights) {
  const fee = await soldFor(store, date.id);
  const given = said.buyOutMinor ?? fee;
  const base = said.base ?? (given === null ? RightsBase.RECEIPTS : RightsBase.BUY_OUT);
  if (base === RightsBase.RECEIPTS) {
    return { base, baseMinor: said.receiptsMinor, buyOutMinor: null, findings: [] };
  }
  const missing = { code: 'performing-arts.rights-buy-out-missing', path: ['buyOut'] };
  const findings = given === null ? [missing] : [];
  return { base, baseMinor: given ?? 0n, buyOutMinor: given, findings };
}

/** The fee of the cession that the date is in, once it is signed; null: it is in none. */
async function soldFor(store: PluginStore, performanceId: string): Promise<bigint | null> {
  const [of] = await store.find(PerformingArtsDealDate, { performanceId, live: true });
  if (of === undefined) return null;
  const deal = await store.get(PerformingArtsDeal, of.dealId);
  const bound = deal?.status === DealStatus.SIGNED || deal?.status === DealStatus.SETTLED;
  return bound && deal?.kind === DealKind.CESSION ? deal.feeMinor : null;
}

/** Whether a granted subsidy of the activity is for work on that day. */
async function isSubsidised(store: PluginStore, { activityId, day }: Place): Promise<boolean> {
  const { GRANTED, REPORTED, CLOSED } = SubsidyStatus;
  const [found] = await store.find(
    PerformingArtsSubsidy,
    {
      ...{ activityId, status: { in: [GRANTED, REPORTED, CLOSED] } },
      ...{ startsOn: { upTo: day }, endsOn: { from: day } },
    },
    { limit: 1 },
  );
  return found !== undefined;
}

/** Who plays recordings owes those who made them too, by the tariff of events. */
const elsewhereFindings = ({ recordedMusic }: SaidOfRights): PluginFinding[] =>
  recordedMusic
    ? [
        {
          ...{ code: 'performing-arts.recorded-music-elsewhere', path: ['recordedMusic'] },
          severity: 'WARNING',
        },
      ]
    : [];

const refused = (finding: PluginFinding): RightsGround => ({ due: null, findings: [finding] });

/** Of two amounts; Math.min knows no bigint. */
const lesser = (a: bigint, b: bigint): bigint => (a < b ? a : b);

/** A part of an amount, rounded half up. */
const partOf = (minor: bigint, bps: number): bigint =>
  (2n * minor * BigInt(bps) + 10_000n) / 20_000n;

/** A part of the base, rounded half up, but never less than the minimum. */
export function dueUnder(
  { shareBps, minimumMinor }: { readonly shareBps: number; readonly minimumMinor: bigint },
  baseMinor: bigint,
): bigint {
  const share = partOf(baseMinor, shareBps);
  return share > minimumMinor ? share : minimumMinor;
}
