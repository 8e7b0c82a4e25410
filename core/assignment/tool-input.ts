import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { isGivenDay } from '../platform/scalars.js';
import type { Finding } from '../platform/write/violation.js';
import type { ToolDefinition } from '../sdk/define.js';

/** Characters of a step's input as JSON. */
export const inputLimit = 65_536;

/** Whether it could be the input of a step, whatever the tool asks for: others answer it. */
export function isInput(answer: unknown): answer is Readonly<Record<string, unknown>> {
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) return false;
  // Whatever JSON cannot hold throws here.
  return JSON.stringify(answer).length <= inputLimit;
}

/** A tool, or whoever else asks for an object by its schema. */
type Asks = Pick<ToolDefinition, 'name' | 'input'>;

/** Everything in which an input differs from what the tool asks for; paths begin at the input. */
export function inputFindings(tool: Asks, input: unknown): Finding[] {
  if (JSON.stringify(input).length > inputLimit) {
    const values = { tool: tool.name, limit: inputLimit };
    return [{ code: 'assignment.input-too-large', path: ['input'], values }];
  }
  let accepts: ValidateFunction;
  try {
    accepts = ajv.compile(tool.input);
  } catch {
    return [{ code: 'assignment.tool-unavailable', values: { tool: tool.name } }];
  }
  if (accepts(input)) return [];
  return (accepts.errors ?? []).slice(0, findingsLimit).map((error) => findingOf(tool, error));
}

const findingsLimit = 50;

/** Compiles a schema once: it knows a tool's schema again by the object itself. */
const ajv = new Ajv({
  allErrors: true,
  strict: false,
  logger: false,
  formats: {
    date: isGivenDay,
    decimal: /^-?\d{1,15}(\.\d{1,6})?$/,
    // Below a billion, as every charge is.
    amount: /^\d{1,9}(\.\d{1,2})?$/,
    'amount-above-zero': /^(?=.*[1-9])\d{1,9}(\.\d{1,2})?$/,
    currency: /^[A-Z]{3}$/,
    step: /^[\w.-]{1,120}#[1-9]\d?$/,
    id: /^[A-Z][A-Za-z0-9]{0,79}:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/,
  },
});

function findingOf(tool: Asks, error: ErrorObject): Finding {
  const { keyword, instancePath, params } = error;
  const path = ['input', ...instancePath.split('/').slice(1).map(unescaped)];
  const at = path.slice(1).join('.') || 'input';
  const values = { tool: tool.name, at };
  if (keyword === 'required') {
    const { missingProperty } = params as { missingProperty: string };
    const missing = { ...values, property: missingProperty };
    return { code: 'assignment.input-missing', path: [...path, missingProperty], values: missing };
  }
  if (keyword === 'additionalProperties') {
    const { additionalProperty } = params as { additionalProperty: string };
    const property = additionalProperty.slice(0, 100);
    return {
      code: 'assignment.input-unknown',
      path: [...path, property],
      values: { ...values, property },
    };
  }
  return { code: codeOf(error), path, values: { ...values, ...saidOf(error) } };
}

/** By what is wrong, so that a sentence in every language says it. */
function codeOf({ keyword, params }: ErrorObject): string {
  const { type, format, pattern } = params as Readonly<Record<string, string>>;
  const code =
    keyword === 'type'
      ? ofType[String(type)]
      : keyword === 'format'
        ? ofFormat[String(format)]
        : keyword === 'pattern' && pattern === '\\S'
          ? 'input-blank'
          : ofKeyword[keyword];
  return `assignment.${code ?? 'input-unfit'}`;
}

/** The bound that is passed, or what can be chosen. */
function saidOf({ params }: ErrorObject): Readonly<Record<string, unknown>> {
  const { limit, allowedValues } = params as { limit?: number; allowedValues?: unknown[] };
  if (allowedValues !== undefined) return { choices: allowedValues.slice(0, 50).join(', ') };
  return limit === undefined ? {} : { limit };
}

const ofType: Readonly<Record<string, string>> = {
  ...{ string: 'input-no-text', number: 'input-no-number', integer: 'input-no-whole-number' },
  ...{ boolean: 'input-no-yes-or-no', array: 'input-no-list', object: 'input-no-object' },
};

const ofFormat: Readonly<Record<string, string>> = {
  ...{ date: 'input-no-day', decimal: 'input-no-decimal', currency: 'input-no-currency' },
  ...{ id: 'input-no-id', amount: 'input-no-amount' },
  'amount-above-zero': 'input-no-amount-above-zero',
};

const ofKeyword: Readonly<Record<string, string>> = {
  ...{ minLength: 'input-too-short', maxLength: 'input-too-long', minItems: 'input-too-few' },
  ...{ maxItems: 'input-too-many', uniqueItems: 'input-twice', minimum: 'input-too-small' },
  ...{ maximum: 'input-too-great', enum: 'input-no-choice' },
};

/** A JSON pointer's escapes. */
const unescaped = (part: string): string => part.replaceAll('~1', '/').replaceAll('~0', '~');
