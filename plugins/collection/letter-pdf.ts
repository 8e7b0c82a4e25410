import {
  formatsOf,
  labelsIn,
  letterhead,
  type PdfCell,
  type PdfContent,
  renderPdf,
  type Sentence,
} from 'gezel/sdk';
import { totalMinor } from './claim.js';
import { LetterKind } from './codes.js';
import type { CollectionLetter } from './letter.entity.js';

/** The letter for the eye, always the same bytes: it is what was sent. */
export function letterPdf(letter: CollectionLetter): Promise<Uint8Array> {
  const { parties, kind, currency } = letter;
  const { creditor, debtor, locale } = parties;
  const words = labelsIn(sentences, locale);
  const formats = formatsOf(locale);
  const say = (sentence: string, values: Readonly<Record<string, string>>) =>
    sentence.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
  const amount = (minor: bigint) => formats.money(minor, currency);
  const title = kind === LetterKind.NOTICE ? words.notice : words.reminder;
  const content: PdfContent[] = [
    ...letterhead({
      title,
      sender: creditor,
      recipient: { ...debtor, label: words.debtor },
      facts: [
        [words.invoice, parties.invoiceNumber],
        [words.issued, formats.day(parties.issuedOn)],
        [words.due, formats.day(parties.dueOn)],
        [words.sold, parties.subject],
        [words.date, formats.day(letter.sentOn)],
      ],
    }),
    {
      table: { widths: ['*', 'auto'], body: rowsOf(letter, words, amount) },
      margin: [0, 0, 0, 14],
    },
    say(words.pay, {
      day: formats.day(letter.payBy),
      total: amount(totalMinor(letter)),
      ...{ iban: creditor.iban, communication: parties.communication },
    }),
  ];
  if (kind === LetterKind.REMINDER) content.push(words.free);
  if (letter.announcedMinor > 0n && kind === LetterKind.REMINDER) {
    content.push(say(words.follows, { penalty: amount(letter.announcedMinor) }));
  }
  if (letter.announcedRate !== null) {
    content.push(say(words.interestFollows, { rate: (letter.announcedRate / 100).toFixed(2) }));
  }
  return renderPdf({
    ...{ title, author: creditor.name, locale, content },
    madeAt: new Date(`${letter.sentOn}T12:00:00Z`),
    footer: [creditor.name, ...creditor.lines].join(' · '),
  });
}

type Words = Readonly<Record<keyof typeof sentences, string>>;

function rowsOf(
  letter: CollectionLetter,
  words: Words,
  amount: (minor: bigint) => string,
): PdfCell[][] {
  const parts = [
    [words.principal, letter.principalMinor],
    [words.interest, letter.interestMinor],
    [words.lumpSum, letter.lumpSumMinor],
    [words.penalty, letter.penaltyMinor],
  ] as const;
  const shown = parts.filter(([, minor], i) => i === 0 || minor > 0n);
  return [...shown, [words.total, totalMinor(letter)] as const].map(([label, minor]) => [
    label,
    { text: amount(minor), alignment: 'right' },
  ]);
}

const sentences = {
  reminder: { nl: 'Herinnering', fr: 'Rappel', en: 'Reminder', de: 'Zahlungserinnerung' },
  notice: { nl: 'Ingebrekestelling', fr: 'Mise en demeure', en: 'Formal notice', de: 'Mahnung' },
  debtor: { nl: 'Aan', fr: 'À', en: 'To', de: 'An' },
  invoice: { nl: 'Factuur', fr: 'Facture', en: 'Invoice', de: 'Rechnung' },
  issued: { nl: 'Factuurdatum', fr: 'Date de la facture', en: 'Issued', de: 'Rechnungsdatum' },
  due: { nl: 'Vervaldag', fr: 'Échéance', en: 'Due', de: 'Fällig' },
  sold: { nl: 'Voor', fr: 'Pour', en: 'For', de: 'Für' },
  date: { nl: 'Datum', fr: 'Date', en: 'Date', de: 'Datum' },
  principal: {
    ...{ nl: 'Openstaand bedrag', fr: 'Montant restant dû' },
    ...{ en: 'Amount due', de: 'Offener Betrag' },
  },
  interest: {
    ...{ nl: 'Nalatigheidsinterest', fr: 'Intérêts de retard' },
    ...{ en: 'Interest for late payment', de: 'Verzugszinsen' },
  },
  lumpSum: {
    ...{ nl: 'Forfaitaire invorderingskosten', fr: 'Frais de recouvrement forfaitaires' },
    ...{ en: 'Lump sum for recovery', de: 'Beitreibungspauschale' },
  },
  penalty: {
    ...{ nl: 'Schadebeding', fr: 'Clause pénale', en: 'Penalty', de: 'Vertragsstrafe' },
  },
  total: { nl: 'Totaal', fr: 'Total', en: 'Total', de: 'Gesamt' },
  pay: {
    nl: 'Gelieve ten laatste op {day} {total} te betalen op {iban}, met de mededeling {communication}.',
    fr: 'Veuillez payer {total} au plus tard le {day} sur le compte {iban}, avec la communication {communication}.',
    en: 'Please pay {total} by {day} at the latest to {iban}, with the reference {communication}.',
    de: 'Bitte zahlen Sie {total} bis spätestens {day} auf {iban}, mit der Mitteilung {communication}.',
  },
  free: {
    nl: 'Deze herinnering is kosteloos.',
    fr: 'Ce rappel est gratuit.',
    en: 'This reminder is free of charge.',
    de: 'Diese Erinnerung ist kostenlos.',
  },
  follows: {
    nl: 'Zonder betaling binnen die termijn is daarbovenop een schadebeding van {penalty} verschuldigd.',
    fr: 'À défaut de paiement dans ce délai, une clause pénale de {penalty} sera due en sus.',
    en: 'Without payment within that term, a penalty of {penalty} will be due on top.',
    de: 'Ohne Zahlung innerhalb dieser Frist wird zusätzlich eine Vertragsstrafe von {penalty} fällig.',
  },
  interestFollows: {
    nl: 'Na die termijn loopt interest van {rate} % per jaar, nooit meer dan de wettelijke.',
    fr: 'Après ce délai courent des intérêts de {rate} % par an, jamais plus que le taux légal.',
    en: 'After that term, interest of {rate} % a year runs, never more than the rate of the law.',
    de: 'Nach dieser Frist laufen Zinsen von {rate} % im Jahr, nie mehr als der gesetzliche Satz.',
  },
} as const satisfies Readonly<Record<string, Sentence>>;
