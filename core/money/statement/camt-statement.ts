import { minorOf } from '../../platform/money.js';
import { isCivilDate } from '../../platform/scalars.js';
import { type FileEvent, type Movement, problem } from './file-event.js';

type Say = (event: FileEvent) => void;

/** One `Stmt`: its head, its balances and the sums that it repeats. */
export class CamtStatement {
  currency = '';
  #iban = '';
  #number: string | null = null;
  #opened = false;
  #bal: Record<string, string> = {};
  readonly #balances = new Map<string, { minor: bigint; day: string | null }>();
  readonly #said: Record<string, string> = {};
  #entries = 0n;
  #creditMinor = 0n;
  #debitMinor = 0n;
  readonly #line: number;
  readonly #say: Say;

  constructor(line: number, say: Say) {
    this.#line = line;
    this.#say = say;
  }

  /** An amount that names a currency: of a balance, which must be the account's own. */
  amountIn(currency: string, _place: string, line: number): void {
    if (this.currency === '') this.currency = currency;
    this.#bal.Ccy = currency;
    if (currency !== this.currency) this.#say(otherCurrency(line, currency, this.currency));
  }

  value(place: string, value: string, line: number): void {
    if (place === 'Acct/Id/IBAN') this.#iban = value.replace(/\s/g, '');
    else if (place === 'Acct/Ccy') this.currency = value;
    // The legal number is that of the statement on paper; the electronic one counts files.
    else if (place === 'LglSeqNb') this.#number = value;
    else if (place === 'ElctrncSeqNb') this.#number ??= value;
    else if (place.startsWith('Bal/')) this.#bal[place.slice(4)] = value;
    else if (place.startsWith('TxsSummry/')) this.#said[place.slice(10)] = value;
    else if (place === 'StmtPgntn/LastPgInd' && value === 'false') {
      this.#say(problem(line, 'statement-file.paged'));
    }
  }

  balance(line: number): void {
    const { Amt, CdtDbtInd } = this.#bal;
    const type = this.#bal['Tp/CdOrPrtry/Cd'] ?? '';
    const day = (this.#bal['Dt/Dt'] ?? this.#bal['Dt/DtTm'] ?? '').slice(0, 10);
    this.#bal = {};
    const minor = minorIn(Amt, CdtDbtInd, this.currency);
    if (minor === null) {
      this.#say(problem(line, 'statement-file.amount', { amount: Amt ?? '' }));
    } else if (!this.#balances.has(type)) {
      this.#balances.set(type, { minor, day: isCivilDate(day) ? day : null });
    }
  }

  /** Before the first entry, or at the end of a statement that has none. */
  open(): void {
    if (this.#opened) return;
    this.#opened = true;
    // PRCD: the closing balance of the statement before, which is the same sum.
    const opening = this.#balances.get('OPBD') ?? this.#balances.get('PRCD');
    const number = Number(this.#number);
    if (opening === undefined) this.#say(problem(this.#line, 'statement-file.without-opening'));
    else if (!Number.isInteger(number) || number < 1 || number > 2_147_483_647) {
      this.#say(problem(this.#line, 'statement-file.without-number'));
    } else {
      const head = { line: this.#line, iban: this.#iban, currency: this.currency, number };
      this.#say({ kind: 'opening', ...head, balanceMinor: opening.minor });
    }
  }

  /** The movements of one entry. */
  add(movements: readonly Movement[]): void {
    this.#entries++;
    for (const movement of movements) {
      if (movement.amountMinor > 0n) this.#creditMinor += movement.amountMinor;
      else this.#debitMinor -= movement.amountMinor;
      this.#say(movement);
    }
  }

  close(line: number): void {
    this.open();
    this.#compare(line);
    const closing = this.#balances.get('CLBD');
    if (closing?.day == null) {
      this.#say(problem(line, 'statement-file.without-closing'));
      return;
    }
    const { minor: balanceMinor, day: closedOn } = closing;
    this.#say({ kind: 'closing', line, iban: this.#iban, balanceMinor, closedOn });
  }

  #compare(line: number): void {
    const count = this.#said['TtlNtries/NbOfNtries'];
    if (count !== undefined && count !== `${this.#entries}`) {
      const values = { found: `${this.#entries}`, said: count };
      this.#say(problem(line, 'statement-file.record-count', values));
    }
    const sums = [
      ['statement-file.credit-total', this.#said['TtlCdtNtries/Sum'], this.#creditMinor],
      ['statement-file.debit-total', this.#said['TtlDbtNtries/Sum'], this.#debitMinor],
    ] as const;
    for (const [code, said, found] of sums) {
      if (said === undefined || minorIn(said, 'CRDT', this.currency) === found) continue;
      const values = { found: `${found}`, said };
      this.#say(problem(line, code, values));
    }
  }
}

export const otherCurrency = (line: number, currency: string, expected: string) =>
  problem(line, 'statement-file.other-currency', { currency, expected });

/** "12.5" and DBIT → -1250n; null when it is no amount of that currency. */
export function minorIn(
  text: string | undefined,
  side: string | undefined,
  currency: string,
): bigint | null {
  if (side !== 'CRDT' && side !== 'DBIT') return null;
  try {
    // ISO 20022 writes as many decimals as it likes; those beyond a cent must be zeros.
    const tidy = (text ?? '')
      .replace(/^\+/, '')
      .replace(/(\.\d*?)0+$/, '$1')
      .replace(/\.$/, '');
    const minor = minorOf(tidy === '' ? 'none' : tidy, currency);
    return side === 'DBIT' ? -minor : minor;
  } catch {
    return null;
  }
}
