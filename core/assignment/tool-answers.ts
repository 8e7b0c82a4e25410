/** What tools answer, looked at before it is believed: plugins are other people's code. */
import type { ToolOutcome, ToolPlan } from '../sdk/define.js';

/** Characters of a plan as JSON. */
const planLimit = 65_536;

export function isToolPlan(answer: unknown): answer is ToolPlan {
  if (typeof answer !== 'object' || answer === null) return false;
  const { costMinor, currency, findings, plan } = answer as Record<string, unknown>;
  return (
    typeof costMinor === 'bigint' &&
    typeof currency === 'string' &&
    Array.isArray(findings) &&
    findings.every(isFinding) &&
    isJson(plan)
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

function isJson(plan: unknown): boolean {
  try {
    return (JSON.stringify(plan) ?? 'null').length <= planLimit;
  } catch {
    return false;
  }
}
