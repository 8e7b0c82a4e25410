/** Inputs of tools that are odd in one place, and what must not be said of them. */
import type { WishedStep } from '../../core/assignment/testing/calls.js';

const odd = [
  ...['', ' ', 'x'.repeat(5_000), 'abc', '0', '-1', '9'.repeat(30), '2026-02-30', '25:00'],
  ...[null, true, -1, 0, 1.5, 1e15, [], {}, [null]],
  'Activity:019a0000-0000-7000-8000-00000000000a',
];

/** What tools need not be told, and may be. */
const besides: Readonly<Record<string, object>> = {
  advance: { amount: '10.00' },
  'collection.pursue': { invoiceId: 'Invoice:019a0000-0000-7000-8000-00000000000b' },
  'financing.prefinance': { months: 3, tranches: [{ kind: 'ADVANCE', amount: '9.00' }] },
  'insurance.cover': { needId: 'InsuranceNeed:019a0000-0000-7000-8000-00000000000b' },
  'mobility.train-tickets': { maximum: '10.00', returnOn: '2026-12-04' },
};

/** Plans of steps of one tool, each odd in one of its values, however deep: as many as one plan takes. */
export function oddSteps(tool: string, input: object | undefined): WishedStep[][] {
  const steps = oddInputs({ ...input, ...besides[tool] })
    .filter((one) => JSON.stringify(one).length < 60_000)
    .map((one) => ({ tool, input: one as object }));
  return steps.flatMap((_, i) => (i % 50 === 0 ? [steps.slice(i, i + 50)] : []));
}

function oddInputs(input: unknown): unknown[] {
  if (typeof input !== 'object' || input === null) return odd;
  return Object.entries(input).flatMap(([name, value]) => {
    const whole = Array.isArray(input) ? [...input] : { ...input };
    const strangers = typeof value === 'string' ? [strangerOf(value)] : [];
    return [...oddInputs(value), ...strangers].map((one) =>
      Object.assign(structuredClone(whole), { [name]: one }),
    );
  });
}

/** The same, as what nobody has. */
const strangerOf = (id: string) =>
  id.replace(/:[0-9a-f-]{36}$/, ':019a0000-0000-7000-8000-00000000000a');

interface Told {
  readonly code: string;
  readonly message: string;
}

/**
 * What is told in English and in French and does not say what is odd: a code that says no more than
 * that something was refused, a sentence with holes or none at all, the same in both languages.
 */
export const unclear = (english: readonly Told[], french: readonly Told[]): Told[] =>
  english.filter(({ code, message }, i) => {
    const other = french[i];
    const same = other?.code !== code || other.message === message;
    return vague.includes(code) || /\{\{|^[a-z.-]+$/.test(message) || same;
  });

const vague = ['assignment.step-refused', 'assignment.input-refused', 'assignment.step-broke'];
