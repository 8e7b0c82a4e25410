/** Reads a whole file before a line of it is booked: what is broken is refused whole, and said. */
import { createHash } from 'node:crypto';
import { minorDigits } from '../../platform/currencies.js';
import { decimalOf } from '../../platform/money.js';
import type { Finding } from '../../platform/write/violation.js';
import { maximumAmountMinor } from '../limits.js';
import { type Closing, type FileEvent, type Opening, problem } from './file-event.js';
import { fileEvents, type StatementFile, type StatementFormat } from './file-events.js';

/** A statement of which everything adds up. */
export interface StatementHead {
  readonly line: number;
  readonly iban: string;
  readonly currency: string;
  readonly year: number;
  readonly number: number;
  readonly openingMinor: bigint;
  readonly closingMinor: bigint;
  readonly closedOn: string;
  readonly movements: number;
}

export interface CheckedFile {
  readonly format: StatementFormat;
  /** SHA-256 of its bytes, in hexadecimal. */
  readonly contentHash: string;
  readonly byteSize: number;
  /** In the order of the file. */
  readonly statements: readonly StatementHead[];
  readonly movements: number;
  readonly findings: readonly Finding[];
}

/** What one file may hold; more is sent in several. */
export const maximumStatements = 1_000;
export const maximumMovements = 1_000_000;
const maximumFindings = 100;

/** In constant memory but for the heads of the statements. */
export async function checkFile(file: StatementFile): Promise<CheckedFile> {
  const hash = createHash('sha256');
  let byteSize = 0;
  const hashed: StatementFile = {
    open: async function* () {
      for await (const chunk of file.open()) {
        hash.update(chunk);
        byteSize += chunk.length;
        yield chunk;
      }
    },
  };
  const check = new Check();
  let format: StatementFormat = 'CODA';
  for await (const read of fileEvents(hashed)) {
    format = read.format;
    for (const event of read.events) check.see(event);
    // Reading on would only repeat itself.
    if (check.findings.length >= maximumFindings) break;
  }
  const { statements, movements, findings } = check;
  return { format, contentHash: hash.digest('hex'), byteSize, statements, movements, findings };
}

class Check {
  readonly statements: StatementHead[] = [];
  readonly findings: Finding[] = [];
  movements = 0;
  #opening: Opening | null = null;
  #sumMinor = 0n;
  #count = 0;

  see(event: FileEvent): void {
    if (event.kind === 'problem') this.#found(event.finding);
    else if (event.kind === 'opening') this.#open(event);
    else if (event.kind === 'closing') this.#close(event);
    else {
      this.movements++;
      this.#count++;
      this.#sumMinor += event.amountMinor;
      const size = event.amountMinor < 0n ? -event.amountMinor : event.amountMinor;
      if (size > maximumAmountMinor)
        this.#problem(event.line, 'statement-file.amount', { amount: `${size}` });
      if (this.movements === maximumMovements + 1) {
        this.#problem(event.line, 'statement-file.too-large', { limit: maximumMovements });
      }
    }
  }

  #open(opening: Opening): void {
    this.#opening = opening;
    this.#sumMinor = opening.balanceMinor;
    this.#count = 0;
  }

  #close(closing: Closing): void {
    const opening = this.#opening;
    this.#opening = null;
    // Its opening was refused, and said so.
    if (opening === null) return;
    if (this.#sumMinor !== closing.balanceMinor) {
      const digits = digitsOf(opening.currency);
      const found = decimalOf(this.#sumMinor, digits);
      const said = decimalOf(closing.balanceMinor, digits);
      this.#problem(closing.line, 'statement-file.balance', {
        found,
        said,
        number: opening.number,
      });
    }
    const head = {
      ...{ line: opening.line, iban: opening.iban, currency: opening.currency },
      ...{ year: Number(closing.closedOn.slice(0, 4)), number: opening.number },
      ...{ openingMinor: opening.balanceMinor, closingMinor: closing.balanceMinor },
      ...{ closedOn: closing.closedOn, movements: this.#count },
    };
    if (this.statements.some((one) => isSame(one, head))) {
      this.#problem(opening.line, 'statement-file.statement-twice', { number: head.number });
    }
    this.statements.push(head);
    if (this.statements.length === maximumStatements + 1) {
      this.#problem(opening.line, 'statement-file.too-large', { limit: maximumStatements });
    }
  }

  #problem(line: number, code: string, values: Readonly<Record<string, unknown>>): void {
    this.#found(problem(line, code, values).finding);
  }

  #found(finding: Finding): void {
    if (this.findings.length < maximumFindings) this.findings.push(finding);
  }
}

const isSame = (a: StatementHead, b: StatementHead): boolean =>
  a.iban === b.iban && a.year === b.year && a.number === b.number;

function digitsOf(currency: string): number {
  try {
    return minorDigits(currency);
  } catch {
    return 2;
  }
}
