import { CivilDate, Field, Money, money, ObjectType } from 'gezel/sdk';
import type { EquipmentItem } from './item.entity.js';

@ObjectType({ simpleResolvers: true, description: 'What a thing is worth at the end of a year.' })
export class EquipmentDepreciation {
  @Field(() => CivilDate, { description: 'The last day of the year.' })
  on: string;

  @Field(() => Money, { description: 'What is written off in that year.' })
  writtenOff: Money;

  @Field(() => Money, { description: 'What it is worth on that day.' })
  bookValue: Money;
}

type Depreciable = Pick<
  EquipmentItem,
  'valueMinor' | 'residualMinor' | 'depreciationMonths' | 'acquiredOn'
>;

/** In equal months from the month of acquisition, that month included; exact at the end. */
export function bookValueMinor(item: Depreciable, day: string): bigint {
  const { valueMinor, residualMinor, depreciationMonths, acquiredOn } = item;
  if (day < acquiredOn) return valueMinor;
  const months = Math.min(monthOf(day) - monthOf(acquiredOn) + 1, depreciationMonths);
  return valueMinor - ((valueMinor - residualMinor) * BigInt(months)) / BigInt(depreciationMonths);
}

/** Year by year until nothing more is written off. */
export function schedule(item: Depreciable & { currency: string }): EquipmentDepreciation[] {
  const years: EquipmentDepreciation[] = [];
  let before = item.valueMinor;
  for (let year = Number(item.acquiredOn.slice(0, 4)); before > item.residualMinor; year++) {
    const on = `${year}-12-31`;
    const after = bookValueMinor(item, on);
    const writtenOff = money(before - after, item.currency);
    years.push({ on, writtenOff, bookValue: money(after, item.currency) });
    before = after;
  }
  return years;
}

const monthOf = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
