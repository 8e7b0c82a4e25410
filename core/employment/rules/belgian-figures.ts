import type { z } from 'zod';
import { guaranteedShape } from './belgian-absence.js';
import { reductionShape, workBonusShape } from './belgian-reductions.js';
import { specialContributionShape } from './belgian-special-contribution.js';
import { scaleShape } from './belgian-withholding.js';
import { rate } from './dated-figures.js';

/** What a figure of Belgium looks like, by its code; null: the formulas know no such figure. */
export function belgianFigure(code: string): z.ZodType | null {
  // Every contribution of the employer is a rate on the same base, whatever it is called.
  if (code.startsWith('employer.')) return rate;
  return shapes[code] ?? null;
}

const shapes: Readonly<Record<string, z.ZodType>> = {
  'base.share': rate,
  'employee.share': rate,
  'holiday-pay.share': rate,
  'working-time.day': rate,
  'withholding.artist': rate,
  'withholding.scale': scaleShape,
  'work-bonus': workBonusShape,
  'special-contribution': specialContributionShape,
  'reduction.artist': reductionShape,
  'guaranteed-pay.long': guaranteedShape,
  'guaranteed-pay.short': guaranteedShape,
  'leave.share': rate,
};
