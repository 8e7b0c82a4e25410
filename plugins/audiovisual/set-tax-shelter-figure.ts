import {
  type Attempted,
  badInput,
  CivilDate,
  Decimal,
  Field,
  InputType,
  minorOf,
  type PluginContext,
  superseded,
  text,
} from 'gezel/sdk';
import { ProductionKind } from './production.entity.js';
import { eligibleKinds } from './tax-shelter.js';
import { AudiovisualTaxShelterFigure, TaxShelterFigureCode } from './tax-shelter-figure.entity.js';

@InputType({ description: 'A figure of the tax shelter, as it was published.' })
export class AudiovisualSetTaxShelterFigureInput {
  @Field(() => TaxShelterFigureCode, { description: 'What it is.' })
  code: TaxShelterFigureCode;

  @Field(() => ProductionKind, {
    nullable: true,
    description: 'For which works, of a term or a ceiling of a work; for all when absent.',
  })
  kind?: ProductionKind | null;

  @Field(() => Decimal, { description: 'Months ("18"), percent ("421") or euro ("1000000").' })
  figure: string;

  @Field(() => CivilDate, { description: 'The first day of which agreements fall under it.' })
  from: string;

  @Field(() => CivilDate, { nullable: true, description: 'The day from which it holds no more.' })
  until?: string | null;

  @Field(() => String, { description: 'Where it is published, at most 500 characters.' })
  source: string;
}

/** Adds a figure from a day on, also of the past: agreements of then are judged by it. */
export function setTaxShelterFigure(
  ctx: PluginContext,
  input: AudiovisualSetTaxShelterFigureInput,
): Promise<Attempted<AudiovisualTaxShelterFigure>> {
  ctx.require('audiovisual.reference');
  const { code, kind = null, from: fromDay, until: untilDay = null } = input;
  if (untilDay !== null && untilDay <= fromDay) throw badInput('It ends after it begins.', 'until');
  if (kind !== null && !(ofWorks.has(code) && eligibleKinds.has(kind))) {
    throw badInput('Only a term or a ceiling of eligible works differs by their kind.', 'kind');
  }
  const source = text(input.source, 'source', 500);
  const row = { code, kind, fromDay, untilDay, source, value: amountOf(code, input.figure) };
  return ctx.attempt({ action: 'audiovisual.set-tax-shelter-figure' }, async ({ store }) => {
    const others = await store.find(AudiovisualTaxShelterFigure, { code, kind });
    const { ended, inTheWay } = superseded(others, row);
    return {
      findings: inTheWay.map((later) => ({
        ...{ code: 'audiovisual.figure-overlaps', path: ['from'] },
        values: { fromDay: later.fromDay },
      })),
      write: async () => {
        for (const { id } of ended) {
          await store.update(AudiovisualTaxShelterFigure, id, { untilDay: fromDay });
        }
        return store.insert(AudiovisualTaxShelterFigure, row);
      },
    };
  });
}

const ofWorks: ReadonlySet<TaxShelterFigureCode> = new Set([
  ...[TaxShelterFigureCode.TERM_MONTHS, TaxShelterFigureCode.WORK_CEILING],
]);

const inEuro: ReadonlySet<TaxShelterFigureCode> = new Set([
  ...[TaxShelterFigureCode.WORK_CEILING, TaxShelterFigureCode.INVESTOR_CEILING],
]);

/** Months, basis points or cents. */
function amountOf(code: TaxShelterFigureCode, figure: string): bigint {
  if (code === TaxShelterFigureCode.TERM_MONTHS) {
    if (/^\d{1,3}$/.test(figure) && Number(figure) >= 1 && Number(figure) <= 120) {
      return BigInt(figure);
    }
    throw badInput('1 to 120 whole months are expected.', 'figure');
  }
  const value = minorOf(figure, 'EUR', 'figure');
  if (value <= 0n) throw badInput('It is above zero.', 'figure');
  if (!inEuro.has(code) && value > 100_000n) throw badInput('At most 1000 percent.', 'figure');
  return value;
}
