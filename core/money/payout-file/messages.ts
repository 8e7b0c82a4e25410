import type { Messages } from '../../platform/messages.js';

export const payoutFileMessages: Messages = {
  'payout-file.day': {
    nl: 'De bank voert uit tussen {{today}} en {{until}}.',
    fr: 'La banque exécute entre le {{today}} et le {{until}}.',
    en: 'The bank executes between {{today}} and {{until}}.',
    de: 'Die Bank führt zwischen {{today}} und {{until}} aus.',
  },
  'payout-file.four-eyes': {
    nl: 'Wie een bestand maakte, geeft het niet zelf vrij.',
    fr: 'Qui a créé un fichier ne le libère pas soi-même.',
    en: 'Whoever made a file does not release it.',
    de: 'Wer eine Datei angelegt hat, gibt sie nicht selbst frei.',
  },
  'payout-file.not-waiting': {
    nl: 'Dit bestand wacht niet meer op vrijgave.',
    fr: 'Ce fichier n’attend plus d’être libéré.',
    en: 'This file does not wait for release any more.',
    de: 'Diese Datei wartet nicht mehr auf Freigabe.',
  },
  'payout-file.nothing': {
    nl: 'Tegen die dag is niets vrijgegeven dat nog niet in een bestand zit.',
    fr: 'Rien n’est libéré pour ce jour qui ne soit déjà dans un fichier.',
    en: 'Nothing is released for that day that is not in a file already.',
    de: 'Für diesen Tag ist nichts freigegeben, was nicht schon in einer Datei ist.',
  },
  'payout-file.too-late': {
    nl: 'De dag van uitvoering, {{day}}, is voorbij: trek het bestand in en maak een nieuw.',
    fr: 'Le jour d’exécution, {{day}}, est passé : retirez le fichier et faites-en un autre.',
    en: 'The day of execution, {{day}}, is past: withdraw the file and make another.',
    de: 'Der Ausführungstag {{day}} ist vorbei: Ziehen Sie die Datei zurück und legen Sie eine neue an.',
  },
  'payout.account-changed': {
    nl: 'De rekening voor {{id}} is pas gewijzigd en wordt vanaf {{day}} gebruikt.',
    fr: 'Le compte pour {{id}} vient d’être changé et sert à partir du {{day}}.',
    en: 'The account for {{id}} was changed recently and is used from {{day}}.',
    de: 'Das Konto für {{id}} wurde kürzlich geändert und wird ab {{day}} benutzt.',
  },
  'payout.already-repeated': {
    nl: 'Deze uitbetaling is al opnieuw gemaakt.',
    fr: 'Ce paiement a déjà été refait.',
    en: 'This payout was made anew already.',
    de: 'Diese Auszahlung wurde bereits neu angelegt.',
  },
  'payout.file-waits': {
    nl: 'Ze zit in een bestand dat op vrijgave wacht: trek dat eerst in.',
    fr: 'Il est dans un fichier qui attend d’être libéré : retirez-le d’abord.',
    en: 'It is in a file that waits for release: withdraw that first.',
    de: 'Sie ist in einer Datei, die auf Freigabe wartet: Ziehen Sie diese zuerst zurück.',
  },
  'payout.not-failed': {
    nl: 'Alleen een mislukte uitbetaling wordt opnieuw gemaakt.',
    fr: 'Seul un paiement échoué se refait.',
    en: 'Only a payout that failed is made anew.',
    de: 'Nur eine gescheiterte Auszahlung wird neu angelegt.',
  },
  'payout.not-on-its-way': {
    nl: 'Deze uitbetaling is niet onderweg.',
    fr: 'Ce paiement n’est pas en route.',
    en: 'This payout is not on its way.',
    de: 'Diese Auszahlung ist nicht unterwegs.',
  },
  'payout.paid-before': {
    nl: 'Dit document is al uitbetaald. Wat mislukte, wordt als dezelfde uitbetaling opnieuw gemaakt.',
    fr: 'Ce document a déjà été payé. Ce qui a échoué se refait comme le même paiement.',
    en: 'This document was paid out before. What failed is made anew as the same payout.',
    de: 'Dieses Dokument wurde bereits ausgezahlt. Was scheiterte, wird als dieselbe Auszahlung neu angelegt.',
  },
  'payout.released-by-you': {
    nl: 'Wie een uitbetaling vrijgaf, verklaart ze niet zelf mislukt.',
    fr: 'Qui a libéré un paiement ne le déclare pas soi-même échoué.',
    en: 'Whoever released a payout does not declare it failed.',
    de: 'Wer eine Auszahlung freigegeben hat, erklärt sie nicht selbst für gescheitert.',
  },
  'payout.rule-missing': {
    nl: 'Het cijfer "{{rule}}" ontbreekt voor deze dag.',
    fr: 'Le chiffre « {{rule}} » manque pour ce jour.',
    en: 'The figure "{{rule}}" is missing for this day.',
    de: 'Die Zahl „{{rule}}“ fehlt für diesen Tag.',
  },
};
