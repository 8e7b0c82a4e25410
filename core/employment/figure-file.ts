import { z } from 'zod';
import type { Tx } from '../platform/database/transaction.js';
import { isCivilDate } from '../platform/scalars.js';
import { rulesOf } from './rules/country-rules.js';

/** One figure of the law as an operator writes it down: shares in hundred-thousandths, minor units. */
const figure = z
  .strictObject({
    country: z.string().regex(/^[A-Z]{2}$/),
    code: z.string().regex(/^[a-z]+([.-][a-z]+)*$/),
    workerClass: z.string().min(1).default('*'),
    employerCategory: z.string().min(1).default('*'),
    jointCommittee: z.string().min(1).default('*'),
    value: z.unknown(),
    from: z.string().refine(isCivilDate, 'is not a day, YYYY-MM-DD'),
    until: z.string().refine(isCivilDate, 'is not a day, YYYY-MM-DD').nullable().default(null),
    source: z.string().trim().min(1).max(500),
    /** C: read in the source; D: derived from it, with the arithmetic in the source. */
    grade: z.enum(['C', 'D']),
  })
  .refine(({ from, until }) => until === null || until > from, 'ends before it begins');

export type FigureOfLaw = z.infer<typeof figure>;

export interface CheckedFigures {
  readonly figures: readonly FigureOfLaw[];
  /** Everything that is wrong, each with the place of the figure in the file. */
  readonly problems: readonly string[];
}

/** Reads a file of figures; none of it is taken when anything is wrong with it. */
export function checkFigures(text: string): CheckedFigures {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch (error) {
    return { figures: [], problems: [`It is no JSON: ${(error as Error).message}`] };
  }
  if (!Array.isArray(read)) return { figures: [], problems: ['It is no list of figures.'] };
  const figures: FigureOfLaw[] = [];
  const problems: string[] = [];
  for (const [i, one] of read.entries()) {
    const parsed = figure.safeParse(one);
    const found = parsed.success ? valueProblems(parsed.data) : issuesOf(parsed.error);
    problems.push(...found.map((problem) => `figure ${i + 1}: ${problem}`));
    if (parsed.success) figures.push(parsed.data);
  }
  return { figures: problems.length > 0 ? [] : figures, problems };
}

/**
 * Adds figures, each from its day on; a newer one holds before an older one. What was said before is
 * never rewritten: a figure with another value for the same day is answered, not changed.
 */
export async function addFigures(
  tx: Pick<Tx, 'query'>,
  figures: readonly FigureOfLaw[],
): Promise<{ readonly added: number; readonly differing: readonly FigureOfLaw[] }> {
  const rows = JSON.stringify(figures);
  const from = `jsonb_to_recordset($1::jsonb) as r(country text, code text, "workerClass" text,
    "employerCategory" text, "jointCommittee" text, value jsonb, "from" date, until date,
    source text, grade text)`;
  const added = await tx.query(
    `insert into core.pay_figure (country, code, worker_class, employer_category, joint_committee,
       value, from_day, until_day, source, grade)
     select country, code, "workerClass", "employerCategory", "jointCommittee", value, "from",
       until, source, grade from ${from}
     on conflict do nothing returning code`,
    [rows],
  );
  const differing = await tx.query<FigureOfLaw>(
    `select r.* from ${from}
     join core.pay_figure f on f.country = r.country and f.code = r.code
       and f.worker_class = r."workerClass" and f.employer_category = r."employerCategory"
       and f.joint_committee = r."jointCommittee" and f.from_day = r."from"
     where f.value <> r.value or f.until_day is distinct from r.until`,
    [rows],
  );
  return { added: added.length, differing };
}

function valueProblems({ country, code, value }: FigureOfLaw): string[] {
  const rules = rulesOf(country);
  if (rules === null) return [`there are no rules of employment for "${country}"`];
  const shape = rules.figureShape(code);
  if (shape === null) return [`the formulas of "${country}" know no figure "${code}"`];
  const parsed = shape.safeParse(value);
  return parsed.success ? [] : issuesOf(parsed.error).map((issue) => `"${code}": ${issue}`);
}

const issuesOf = (error: z.ZodError): string[] =>
  error.issues.map(({ path, message }) => [path.join('.'), message].filter(Boolean).join(' '));
