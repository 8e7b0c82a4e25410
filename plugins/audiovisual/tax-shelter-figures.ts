import { heldOn, holdingOn, type PluginFinding, type PluginStore } from 'gezel/sdk';
import type { ProductionKind } from './production.entity.js';
import { investorCeilings, source, type TaxShelterRule, taxShelterRules } from './tax-shelter.js';
import { AudiovisualTaxShelterFigure, TaxShelterFigureCode } from './tax-shelter-figure.entity.js';

/** What is known for works of a kind that an agreement was signed for on a day. */
export type Figures = Readonly<Partial<Record<TaxShelterFigureCode, bigint>>>;

type Row = Pick<
  AudiovisualTaxShelterFigure,
  'id' | 'code' | 'kind' | 'value' | 'fromDay' | 'untilDay' | 'source'
>;

const code = TaxShelterFigureCode;

/** What was published, row by row: a figure that the co-operative entered goes before it. */
const published: readonly Row[] = [
  ...taxShelterRules.flatMap((rule) => {
    const row = rowOf({ ...rule, source: `${source.title}: ${source.url}` });
    const ofKinds = (
      of: TaxShelterFigureCode,
      values: TaxShelterRule['months' | 'highestPerWork'],
    ) =>
      Object.entries(values).map(([kind, value]) => row(of, BigInt(value), kind as ProductionKind));
    return [
      ...ofKinds(code.TERM_MONTHS, rule.months),
      ...ofKinds(code.WORK_CEILING, rule.highestPerWork),
      row(code.DIRECT_PERCENT, BigInt(rule.directBasisPoints)),
      row(code.SPEND_PERCENT, (rule.certificate.over * 10_000n) / rule.certificate.times),
      row(code.PRODUCTION_INCOME_PERCENT, BigInt(rule.productionIncomeBasisPoints)),
      row(code.PRODUCER_FEE_PERCENT, BigInt(rule.producerFeeBasisPoints)),
      row(code.GENERAL_COST_PERCENT, BigInt(rule.generalCostBasisPoints)),
    ];
  }),
  ...investorCeilings.flatMap((one) => {
    const row = rowOf(one);
    return [
      row(code.EXEMPT_PERCENT, one.exemptPercent * 100n),
      row(code.INVESTOR_CEILING, one.ceilingMinor),
    ];
  }),
];

function rowOf(held: { readonly from: string; readonly until?: string; readonly source: string }) {
  const days = { fromDay: held.from, untilDay: held.until ?? null, source: held.source };
  return (of: TaxShelterFigureCode, value: bigint, kind: ProductionKind | null = null): Row => ({
    ...{ id: '', code: of, kind, value, ...days },
  });
}

/** The figures of a day: the co-operative's own, and what is published where it has none. */
async function rowsOn(store: PluginStore, day: string): Promise<Row[]> {
  const own: Row[] = await store.find(AudiovisualTaxShelterFigure, heldOn(day));
  const replaced = ({ code: of, kind }: Row) =>
    own.some((one) => one.code === of && (one.kind === kind || one.kind === null));
  return [...own, ...published.filter((one) => holdingOn([one], day) && !replaced(one))];
}

/** Of a figure that differs by the kind of work, that of the kind goes before that of all. */
export async function figuresOn(
  store: PluginStore,
  day: string,
  kind: ProductionKind,
): Promise<Figures> {
  const rows = await rowsOn(store, day);
  const known = Object.values(code).map((of) => {
    const found = [kind, null].map((one) =>
      rows.find((row) => row.code === of && row.kind === one),
    );
    return [of, (found[0] ?? found[1])?.value] as const;
  });
  return Object.fromEntries(known);
}

/** What a report rests on, and what of a producer and of an investor is judged. */
export const needs = {
  report: [
    ...[code.TERM_MONTHS, code.DIRECT_PERCENT, code.SPEND_PERCENT],
    ...[code.PRODUCER_FEE_PERCENT, code.GENERAL_COST_PERCENT],
  ],
  producer: [code.PRODUCTION_INCOME_PERCENT],
  investor: [code.EXEMPT_PERCENT, code.INVESTOR_CEILING],
} as const;

/** One finding for each figure that nobody knows, by its name. */
export const missingOf = (
  figures: Figures,
  needed: readonly TaxShelterFigureCode[],
  agreedOn: string,
): PluginFinding[] =>
  needed
    .filter((one) => figures[one] === undefined)
    .map((figure) => ({
      ...{ code: 'audiovisual.no-tax-shelter-rule', values: { figure, agreedOn } },
    }));
