/** Why the ledger refused: what callers can tell apart, by the SQLSTATE that the database raised. */
export type LedgerErrorCode =
  | 'IDEMPOTENCY_MISMATCH'
  | 'ALREADY_POSTED'
  | 'UNBALANCED'
  | 'PERIOD_CLOSED'
  | 'WRONG_COOPERATIVE'
  | 'UNKNOWN_ACCOUNT_CODE'
  | 'HOLD_NOT_USABLE'
  | 'INVALID_REVERSAL'
  | 'MALFORMED'
  | 'IMMUTABLE'
  | 'NOT_MIRRORED'
  | 'INSUFFICIENT_FUNDS';

/**
 * A refusal by the ledger. The database transaction in which it happened is lost: roll it back.
 * `details` are the ledger's own, e.g. `{ account, ownerType, ownerId, currency, missingMinor }` of
 * insufficient funds, and `index`: which posting of the call it was, from 0.
 */
export class LedgerError extends Error {
  override readonly name = 'LedgerError';

  constructor(
    readonly code: LedgerErrorCode,
    message: string,
    readonly details: Readonly<Record<string, unknown>>,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The refusal behind a database error; any other error is answered as it is. */
export function ledgerErrorOf(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { code: sqlState, detail, constraint } = error as DatabaseFailure;
  const code = sqlState === undefined ? undefined : codeOf(sqlState, constraint);
  if (code === undefined) return error;
  return new LedgerError(code, error.message, parse(detail), { cause: error });
}

interface DatabaseFailure extends Error {
  readonly code?: string;
  readonly detail?: string;
  readonly constraint?: string;
}

const codeBySqlState: Readonly<Record<string, LedgerErrorCode>> = {
  GZ001: 'IDEMPOTENCY_MISMATCH',
  GZ002: 'ALREADY_POSTED',
  GZ003: 'UNBALANCED',
  GZ004: 'PERIOD_CLOSED',
  GZ005: 'WRONG_COOPERATIVE',
  GZ006: 'UNKNOWN_ACCOUNT_CODE',
  GZ007: 'HOLD_NOT_USABLE',
  GZ008: 'INVALID_REVERSAL',
  GZ009: 'MALFORMED',
  GZ010: 'IMMUTABLE',
  GZ011: 'NOT_MIRRORED',
};

/** Classes of data that PostgreSQL itself refuses: not a number, out of range, null, a broken check. */
const malformed = /^(22...|23502|23514)$/;

function codeOf(sqlState: string, constraint: string | undefined): LedgerErrorCode | undefined {
  if (constraint === 'balance_covers_floor') return 'INSUFFICIENT_FUNDS';
  return codeBySqlState[sqlState] ?? (malformed.test(sqlState) ? 'MALFORMED' : undefined);
}

function parse(detail: string | undefined): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(detail ?? '');
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
  } catch {
    return {};
  }
}
