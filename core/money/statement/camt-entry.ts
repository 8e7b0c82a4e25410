import { isCivilDate } from '../../platform/scalars.js';
import { maximumTextLength } from '../limits.js';
import { minorIn, otherCurrency } from './camt-statement.js';
import { type FileEvent, type Movement, plain, problem } from './file-event.js';

type Values = Record<string, string>;

/** One `Ntry`: booked as one sum, told by its transactions when they add up to it. */
export class CamtEntry {
  readonly #own: Values = {};
  readonly #details: { line: number; values: Values }[] = [];
  readonly #line: number;
  readonly #currency: string;
  readonly #say: (event: FileEvent) => void;

  constructor(line: number, currency: string, say: (event: FileEvent) => void) {
    this.#line = line;
    this.#currency = currency;
    this.#say = say;
  }

  openDetail(line: number): void {
    this.#details.push({ line, values: {} });
  }

  /** The entry's own amount is in the currency of the account; what was instructed need not be. */
  amountIn(currency: string, place: string, line: number): void {
    if (place === 'Amt' && currency !== this.#currency) {
      this.#say(otherCurrency(line, currency, this.#currency));
    }
    const detail = this.#details.at(-1);
    if (detail !== undefined && place.startsWith(detailPlace)) {
      detail.values[`${place.slice(detailPlace.length)}@Ccy`] ??= currency;
    }
  }

  value(place: string, value: string): void {
    const detail = this.#details.at(-1);
    if (detail !== undefined && place.startsWith(detailPlace)) {
      add(detail.values, place.slice(detailPlace.length), value);
    } else add(this.#own, place, value);
  }

  close(): Movement[] {
    const own = this.#own;
    // Only what is booked is money; what is pending comes again when it is.
    const status = own['Sts/Cd'] ?? own.Sts ?? 'BOOK';
    if (status !== 'BOOK') return [];
    const amount = minorIn(own.Amt, own.CdtDbtInd, this.#currency);
    const bookedOn = dayOf(own, 'BookgDt') ?? dayOf(own, 'ValDt');
    if (amount === null)
      this.#say(problem(this.#line, 'statement-file.amount', { amount: own.Amt }));
    if (bookedOn === null) this.#say(problem(this.#line, 'statement-file.day'));
    if (amount === null || bookedOn === null) return [];
    const parts = this.#parts(amount);
    const told = parts.map((part) => movementOf({ ...part, own, bookedOn }));
    return told.filter(({ amountMinor }) => amountMinor !== 0n);
  }

  #parts(amount: bigint): { values: Values; line: number; amountMinor: bigint }[] {
    const whole = { values: this.#details[0]?.values ?? {}, line: this.#line, amountMinor: amount };
    if (this.#details.length < 2) return [whole];
    const parts = this.#details.map(({ line, values }) => {
      const [text, currency] = amountOf(values);
      const own = currency === undefined || currency === this.#currency;
      const side = values.CdtDbtInd ?? this.#own.CdtDbtInd;
      return { values, line, amountMinor: (own && minorIn(text, side, this.#currency)) || 0n };
    });
    const sum = parts.reduce((total, { amountMinor }) => total + amountMinor, 0n);
    const complete = sum === amount && parts.every(({ amountMinor }) => amountMinor !== 0n);
    return complete ? parts : [{ ...whole, values: {} }];
  }
}

const detailPlace = 'NtryDtls/TxDtls/';

/** Words may come in several elements: they continue one another. Of the rest the first counts. */
function add(values: Values, place: string, value: string): void {
  if (place in values && place !== 'RmtInf/Ustrd') return;
  values[place] = place in values ? `${values[place]} ${value}` : value;
}

function amountOf(values: Values): readonly [string | undefined, string | undefined] {
  const places = ['Amt', 'AmtDtls/TxAmt/Amt', 'AmtDtls/InstdAmt/Amt'];
  const place = places.find((one) => values[one] !== undefined) ?? 'Amt';
  return [values[place], values[`${place}@Ccy`]];
}

function movementOf(of: {
  readonly own: Values;
  readonly values: Values;
  readonly line: number;
  readonly amountMinor: bigint;
  readonly bookedOn: string;
}): Movement {
  const { own, values, line, amountMinor, bookedOn } = of;
  const other = amountMinor > 0n ? 'Dbtr' : 'Cdtr';
  const party = (property: string) =>
    values[`RltdPties/${other}/Pty/${property}`] ?? values[`RltdPties/${other}/${property}`];
  const words = [values['RmtInf/Ustrd'], values.AddtlTxInf ?? own.AddtlNtryInf];
  const batch = own['NtryDtls/Btch/PmtInfId'] ?? own['NtryDtls/Btch/MsgId'];
  return {
    ...{ kind: 'movement', line, bookedOn, valueOn: dayOf(own, 'ValDt'), amountMinor },
    name: plain(party('Nm') ?? '', 200),
    iban: plain(values[`RltdPties/${other}Acct/Id/IBAN`]?.replace(/\s/g, '') ?? '', 34),
    reference: plain(values['RmtInf/Strd/CdtrRefInf/Ref'] ?? '', 35),
    words: plain(words[0] ?? words[1] ?? '', maximumTextLength),
    endToEndId: plain(known(values['Refs/EndToEndId']) ?? batch ?? '', 35),
    bankReference: plain(own.AcctSvcrRef ?? own.NtryRef ?? '', 35),
    returnReason: plain(values['RtrInf/Rsn/Cd'] ?? '', 4),
  };
}

const known = (id: string | undefined) => (id === 'NOTPROVIDED' ? undefined : id);

function dayOf(values: Values, place: string): string | null {
  const day = (values[`${place}/Dt`] ?? values[`${place}/DtTm`] ?? '').slice(0, 10);
  return isCivilDate(day) ? day : null;
}
