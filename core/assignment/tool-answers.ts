/** What tools answer, looked at before it is believed: plugins are other people's code. */
import { isCivilDate } from '../platform/scalars.js';
import {
  type CashFlowPayer,
  cashFlowPayers,
  type Declined,
  type ToolOutcome,
  type ToolPlan,
} from '../sdk/define.js';

/** Characters of a plan as JSON. */
const planLimit = 65_536;

export function isToolPlan(answer: unknown): answer is ToolPlan {
  if (typeof answer !== 'object' || answer === null) return false;
  const { costMinor, currency, findings, plan, cashFlow, brings } = answer as Record<
    string,
    unknown
  >;
  return (
    typeof costMinor === 'bigint' &&
    typeof currency === 'string' &&
    Array.isArray(findings) &&
    findings.every(isFinding) &&
    isJson(plan) &&
    (cashFlow === undefined || isCashFlow(cashFlow)) &&
    (brings === undefined || isThing(brings))
  );
}

function isThing(thing: unknown): boolean {
  const { kind, from, until, valueMinor, ...rest } = (thing ?? {}) as Record<string, unknown>;
  const { description } = rest;
  return (
    typeof kind === 'string' &&
    /^[a-z][a-z0-9-]{0,62}$/.test(kind) &&
    [from, until].every((day) => typeof day === 'string' && isCivilDate(day)) &&
    (valueMinor === null || (typeof valueMinor === 'bigint' && valueMinor > 0n)) &&
    (description === undefined || (typeof description === 'string' && description.length <= 200)) &&
    ['boolean', 'undefined'].includes(typeof rest.atRisk)
  );
}

/** Movements that one tool may foresee. */
const cashFlowLimit = 100;

const isCashFlow = (lines: unknown): boolean =>
  Array.isArray(lines) && lines.length <= cashFlowLimit && lines.every(isCashFlowLine);

function isCashFlowLine(line: unknown): boolean {
  const { day, amountMinor, payer, ...rest } = (line ?? {}) as Record<string, unknown>;
  return (
    typeof day === 'string' &&
    isCivilDate(day) &&
    typeof amountMinor === 'bigint' &&
    amountMinor !== 0n &&
    cashFlowPayers.includes(payer as CashFlowPayer) &&
    ['boolean', 'undefined'].includes(typeof rest.prefinancing) &&
    ['string', 'undefined'].includes(typeof rest.service)
  );
}

export function isToolOutcome(answer: unknown): answer is ToolOutcome {
  if (typeof answer !== 'object' || answer === null) return false;
  const { reference, state } = answer as Record<string, unknown>;
  const refers = reference === null || (typeof reference === 'string' && reference.length <= 200);
  return refers && (state === 'DONE' || state === 'WAITING');
}

/** Codes, paths of text and printable values, and nothing else. */
export function isFinding(one: unknown): boolean {
  if (typeof one !== 'object' || one === null) return false;
  const { code, path, values, severity } = one as Record<string, unknown>;
  return (
    typeof code === 'string' &&
    (path === undefined || (Array.isArray(path) && path.every((p) => typeof p === 'string'))) &&
    (values === undefined || (typeof values === 'object' && values !== null)) &&
    (severity === undefined || severity === 'ERROR' || severity === 'WARNING')
  );
}

/** Why a tool offers nothing, and no input of one. */
export function isDeclined(answer: unknown): answer is Declined {
  if (typeof answer !== 'object' || answer === null) return false;
  const { declined, ...rest } = answer as Record<string, unknown>;
  return isFinding(declined) && Object.keys(rest).length === 0;
}

function isJson(plan: unknown): boolean {
  try {
    return (JSON.stringify(plan) ?? 'null').length <= planLimit;
  } catch {
    return false;
  }
}
