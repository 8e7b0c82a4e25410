import { z } from 'zod';
import type { Tx } from '../platform/database/transaction.js';
import { isCivilDate } from '../platform/scalars.js';
import { rulesOf } from './rules/countries.js';

/**
 * One figure of the law as an operator writes it down: shares in hundred-thousandths, minor units, and
 * ten-thousandths of minimum pay.
 */
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
  let added = 0;
  const differing: FigureOfLaw[] = [];
  for (const [table, own] of Map.groupBy(
    figures,
    ({ country, code }) => rulesOf(country)?.figureForm(code)?.of,
  )) {
    if (table === undefined) throw new Error('A figure was not checked before it is added.');
    const rows = [JSON.stringify(own)];
    added += (await tx.query(`${inserts[table]} on conflict do nothing returning 1 as one`, rows))
      .length;
    differing.push(...(await tx.query<FigureOfLaw>(differences[table], rows)));
  }
  return { added, differing };
}

/** A figure as it is listed; its value as JSON. */
export interface ListedFigure {
  readonly country: string;
  readonly code: string;
  readonly workerClass: string;
  readonly employerCategory: string;
  readonly jointCommittee: string;
  readonly value: string;
  readonly from: string;
  readonly until: string | null;
  readonly source: string;
}

/** Every figure of the law that holds on a day, whatever it is of; not what co-operatives have loaded. */
export function figuresOn(sql: Pick<Tx, 'query'>, day: string): Promise<ListedFigure[]> {
  return sql.query<ListedFigure & Record<string, unknown>>(
    `select country, code, worker_class as "workerClass", employer_category as "employerCategory",
       joint_committee as "jointCommittee", value, from_day as "from", until_day as until, source
     from (
       select country, code, worker_class, employer_category, joint_committee, value::text as value,
         from_day, until_day, grade || ': ' || source as source
       from core.pay_figure
       union all
       select country, code, '*', '*', coalesce(joint_committee, '*'), value::text, from_day,
         until_day, source
       from core.employment_rule
       union all
       select country, 'minimum-pay.' || lower(per), '*', '*', '*', amount_e4::text, from_day,
         until_day, source
       from core.minimum_pay where cooperative_id is null
       union all
       select country, code, '*', '*', coalesce(joint_committee, '*'), steps::text, from_day,
         until_day, source
       from core.agreed_figure where cooperative_id is null) f
     where from_day <= $1::date and (until_day is null or until_day > $1::date)
     order by country, code, worker_class, employer_category, joint_committee, from_day`,
    [day],
  );
}

const given = `jsonb_to_recordset($1::jsonb) as r(country text, code text, "workerClass" text,
  "employerCategory" text, "jointCommittee" text, value jsonb, "from" date, until date,
  source text, grade text)`;
const committee = `nullif(r."jointCommittee", '*')`;
const per = `upper(split_part(r.code, '.', 2))`;

const inserts = {
  pay: `insert into core.pay_figure (country, code, worker_class, employer_category,
      joint_committee, value, from_day, until_day, source, grade)
    select r.country, r.code, r."workerClass", r."employerCategory", r."jointCommittee", r.value,
      r."from", r.until, r.source, r.grade from ${given}`,
  law: `insert into core.employment_rule (country, code, joint_committee, value, from_day,
      until_day, source)
    select r.country, r.code, ${committee}, r.value::bigint, r."from", r.until, r.source
    from ${given}`,
  minimum: `insert into core.minimum_pay (id, country, per, amount_e4, from_day, until_day, source)
    select gen_random_uuid(), r.country, ${per}, r.value::bigint, r."from", r.until, r.source
    from ${given}`,
  agreed: `insert into core.agreed_figure (id, country, joint_committee, code, steps, from_day,
      until_day, source)
    select gen_random_uuid(), r.country, ${committee}, r.code, r.value, r."from", r.until, r.source
    from ${given}`,
} as const;

const differences = {
  pay: `select r.* from ${given}
    join core.pay_figure f on f.country = r.country and f.code = r.code
      and f.worker_class = r."workerClass" and f.employer_category = r."employerCategory"
      and f.joint_committee = r."jointCommittee" and f.from_day = r."from"
    where f.value <> r.value or f.until_day is distinct from r.until`,
  law: `select r.* from ${given}
    join core.employment_rule f on f.country = r.country and f.code = r.code
      and f.joint_committee is not distinct from ${committee} and f.from_day = r."from"
    where f.value <> r.value::bigint or f.until_day is distinct from r.until`,
  minimum: `select r.* from ${given}
    join core.minimum_pay f on f.country = r.country and f.per = ${per}
      and f.cooperative_id is null and f.from_day = r."from"
    where f.amount_e4 <> r.value::bigint or f.until_day is distinct from r.until`,
  agreed: `select r.* from ${given}
    join core.agreed_figure f on f.country = r.country and f.code = r.code
      and f.cooperative_id is null and f.joint_committee is not distinct from ${committee}
      and f.from_day = r."from"
    where f.steps <> r.value or f.until_day is distinct from r.until`,
} as const;

function valueProblems({ country, code, value, ...scope }: FigureOfLaw): string[] {
  const rules = rulesOf(country);
  if (rules === null) return [`there are no rules of employment for "${country}"`];
  const form = rules.figureForm(code);
  if (form === null) return [`the formulas of "${country}" know no figure "${code}"`];
  const parsed = form.shape.safeParse(value);
  const wrong = parsed.success ? [] : issuesOf(parsed.error).map((issue) => `"${code}": ${issue}`);
  const classes = [scope.workerClass, scope.employerCategory];
  if (form.of === 'minimum') classes.push(scope.jointCommittee);
  if (form.of === 'pay' || classes.every((one) => one === '*')) return wrong;
  return [...wrong, `"${code}" holds for everybody: it names no class, category or scale`];
}

const issuesOf = (error: z.ZodError): string[] =>
  error.issues.map(({ path, message }) => [path.join('.'), message].filter(Boolean).join(' '));
