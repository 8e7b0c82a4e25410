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
    currency: /^[A-Z]{3}$/,
    id: /^[A-Z][A-Za-z0-9]{0,79}:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/,
  },
});

function findingOf(tool: Asks, error: ErrorObject): Finding {
  const { keyword, instancePath, params, message } = error;
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
  return { code: 'assignment.input-unfit', path, values: { ...values, rule: message ?? keyword } };
}

/** A JSON pointer's escapes. */
const unescaped = (part: string): string => part.replaceAll('~1', '/').replaceAll('~0', '~');
