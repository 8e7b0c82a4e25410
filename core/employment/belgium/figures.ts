import { z } from 'zod';
import type { FigureForm } from '../rules/country-rules.js';
import { rate } from '../rules/dated-figures.js';
import { guaranteedShape } from './absence.js';
import { reductionShape, workBonusShape } from './reductions.js';
import { specialContributionShape } from './special-contribution.js';
import { scaleShape } from './withholding.js';

/** What a figure of Belgium looks like, by its code; null: the formulas know no such figure. */
export function belgianFigure(code: string): FigureForm | null {
  // Every contribution of the employer is a rate on the same base, whatever it is called.
  const shape = code.startsWith('employer.') ? rate : shapes[code];
  if (shape !== undefined) return { of: 'pay', shape };
  if (lawCodes.has(code)) return { of: 'law', shape: whole };
  if (agreedCodes.has(code)) return { of: 'agreed', shape: steps };
  return code === 'minimum-pay.hour' || code === 'minimum-pay.month'
    ? { of: 'minimum', shape: whole }
    : null;
}

/** Minutes, days, years, minor units, hundred-thousandths; of minimum pay ten-thousandths. */
const whole = z.number().int().nonnegative().max(1_000_000_000);

const lawCodes: ReadonlySet<string> = new Set([
  ...['student.hours', 'attestation.ordinary-years', 'attestation.plus-years'],
  ...['attestation.starter-years', 'working-time.usual-day', 'working-time.longest-day'],
  ...['working-time.usual-week', 'working-time.longest-week', 'working-time.rest'],
  ...['working-time.no-sunday', 'amateur-allowance.day', 'amateur-allowance.travel'],
  ...['amateur-allowance.days-year', 'amateur-allowance.days-in-row'],
  ...['amateur-allowance.solidarity-threshold', 'amateur-allowance.solidarity-rate'],
]);

const agreedCodes: ReadonlySet<string> = new Set([
  ...['supplement.sunday', 'supplement.holiday', 'supplement.night', 'youth', 'youth.student'],
  ...['notice.employer', 'notice.worker'],
]);

/** Rising; shares in hundred-thousandths, of notice whole weeks. */
const steps = z
  .array(z.strictObject({ at: z.number().int().min(0).max(720), value: rate }))
  .min(1)
  .max(60)
  .refine(
    (all) => all.every(({ at }, i) => i === 0 || at > (all[i - 1]?.at ?? -1)),
    'does not rise',
  );

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
