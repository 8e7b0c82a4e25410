/** pain.001.001.09, the customer credit transfer of ISO 20022, as SEPA and Belgian banks take it. */
import { create } from 'xmlbuilder2';
import { minorDigits } from '../../platform/currencies.js';
import { decimalOf } from '../../platform/money.js';
import { sum } from '../ledger/amounts.js';
import { sepaText } from './sepa-text.js';

export interface PaymentOrder {
  /** At most 35 characters; the statement names it when the bank books the file as one debit. */
  readonly id: string;
  readonly madeAt: Date;
  readonly executionOn: string;
  readonly currency: string;
  readonly debtor: Debtor;
  readonly payments: readonly Payment[];
}

export interface Debtor {
  readonly name: string;
  readonly iban: string;
  readonly bic: string | null;
  readonly enterpriseNumber: string;
  /** Structured, or none at all: banks refuse free address lines from November 2026. */
  readonly address: PaymentAddress | null;
}

export interface PaymentAddress {
  readonly street: string;
  readonly postalCode: string;
  readonly city: string;
  readonly country: string;
}

export interface Payment {
  /** At most 35 characters; comes back with the debit. */
  readonly endToEndId: string;
  readonly amountMinor: bigint;
  readonly name: string;
  readonly iban: string;
  readonly remittance: string;
}

export const namespace = 'urn:iso:std:iso:20022:tech:xsd:pain.001.001.09';

/** The document; its sums are those of its payments, by construction. */
export function pain001(order: PaymentOrder): string {
  const { payments, currency } = order;
  const total = sum(payments.map(({ amountMinor }) => amountMinor));
  const sums = { NbOfTxs: payments.length, CtrlSum: decimalOf(total, minorDigits(currency)) };
  const initiator = {
    Nm: sepaText(order.debtor.name, 70),
    Id: { OrgId: { Othr: { Id: order.debtor.enterpriseNumber, Issr: 'KBO-BCE' } } },
  };
  const document = {
    Document: {
      '@xmlns': namespace,
      CstmrCdtTrfInitn: {
        GrpHdr: {
          MsgId: order.id,
          CreDtTm: isoSeconds(order.madeAt),
          ...sums,
          InitgPty: initiator,
        },
        PmtInf: paymentInformation(order, sums),
      },
    },
  };
  return create({ version: '1.0', encoding: 'UTF-8' }, document).end();
}

function paymentInformation(order: PaymentOrder, sums: object): object {
  const { debtor, currency, executionOn, payments } = order;
  return {
    PmtInfId: order.id,
    PmtMtd: 'TRF',
    // Each payment a debit of its own: a statement then says which were made.
    BtchBookg: 'false',
    ...sums,
    PmtTpInf: { SvcLvl: { Cd: 'SEPA' } },
    ReqdExctnDt: { Dt: executionOn },
    Dbtr: {
      Nm: sepaText(debtor.name, 70),
      ...(debtor.address && { PstlAdr: addressOf(debtor.address) }),
    },
    DbtrAcct: { Id: { IBAN: debtor.iban }, Ccy: currency },
    DbtrAgt: {
      FinInstnId: debtor.bic === null ? { Othr: { Id: 'NOTPROVIDED' } } : { BICFI: debtor.bic },
    },
    ChrgBr: 'SLEV',
    CdtTrfTxInf: payments.map((payment) => transfer(payment, currency)),
  };
}

const transfer = (payment: Payment, currency: string) => ({
  PmtId: { EndToEndId: payment.endToEndId },
  Amt: {
    InstdAmt: {
      '@Ccy': currency,
      '#': decimalOf(payment.amountMinor, minorDigits(currency)),
    },
  },
  Cdtr: { Nm: sepaText(payment.name, 70) },
  CdtrAcct: { Id: { IBAN: payment.iban } },
  RmtInf: { Ustrd: sepaText(payment.remittance, 140) },
});

const addressOf = ({ street, postalCode, city, country }: PaymentAddress) => ({
  StrtNm: sepaText(street, 70),
  PstCd: sepaText(postalCode, 16),
  TwnNm: sepaText(city, 35),
  Ctry: country,
});

const isoSeconds = (instant: Date): string => `${instant.toISOString().slice(0, 19)}Z`;
