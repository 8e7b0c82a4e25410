import type { Context } from '../../platform/context.js';
import { decimalOf } from '../../platform/money.js';
import type { AgreedLadder } from '../rules/agreed-ladder.js';
import { AgreedFigure, AgreedFigureKind, AgreedStep } from './agreed.types.js';
import { agreedOn } from './agreed-rows.js';

/** What holds for a joint committee on a day: its own, and what holds for all. */
export async function agreedFigures(
  ctx: Context,
  jointCommittee: string | null,
  day: string,
): Promise<AgreedFigure[]> {
  const { database } = ctx.platform;
  const { cooperativeId } = ctx.viewer;
  const read = { query: database.query.bind(database), cooperativeId };
  return (await agreedOn(read, jointCommittee, day)).filter(isKnown).map(said);
}

/** Steps of notice count whole weeks, all others are shares. */
export const countsWeeks = (figure: AgreedFigureKind): boolean => figure.startsWith('notice.');

const isKnown = ({ code }: AgreedLadder): boolean =>
  (Object.values(AgreedFigureKind) as string[]).includes(code);

function said({ code, steps, ...ladder }: AgreedLadder): AgreedFigure {
  const figure = code as AgreedFigureKind;
  const textOf = (value: number) =>
    countsWeeks(figure) ? `${value}` : decimalOf(BigInt(value), 5).replace(/\.?0+$/, '');
  return Object.assign(new AgreedFigure(), {
    ...{ ...ladder, figure },
    steps: steps.map(({ at, value }) =>
      Object.assign(new AgreedStep(), { at, value: textOf(value) }),
    ),
  });
}
