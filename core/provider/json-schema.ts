import { inputFindings } from '../assignment/tool-input.js';
import type { Finding } from '../platform/write/violation.js';
import type { JsonRecord } from '../sdk/provider.js';

/** Everything in which a request or an answer differs from its schema; paths begin at `at`. */
export function schemaFindings(
  name: string,
  schema: JsonRecord,
  value: unknown,
  at: string,
): Finding[] {
  return inputFindings({ name, input: schema }, value).map((one) => ({
    ...one,
    path: [at, ...(one.path ?? []).slice(1)],
  }));
}
