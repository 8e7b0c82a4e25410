import type { Messages } from 'gezel/sdk';

export const messages: Messages = {
  'self-employed.figure-missing': {
    nl: 'Het cijfer “{{figure}}” is voor {{day}} niet ingevoerd.',
    fr: 'Le chiffre « {{figure}} » n’a pas été introduit pour le {{day}}.',
    en: 'The figure “{{figure}}” has not been entered for {{day}}.',
    de: 'Die Zahl „{{figure}}“ ist für den {{day}} nicht eingetragen.',
  },
  'self-employed.bracket-not-above': {
    nl: 'Elke schijf eindigt boven de vorige.',
    fr: 'Chaque tranche se termine au-dessus de la précédente.',
    en: 'Each bracket ends above the one before.',
    de: 'Jede Stufe endet über der vorigen.',
  },
  'self-employed.nothing-to-pay': {
    nl: 'De factuur is niets waard.',
    fr: 'La facture ne vaut rien.',
    en: 'The invoice is worth nothing.',
    de: 'Die Rechnung ist nichts wert.',
  },
  'self-employed.exempt-without-vat': {
    nl: 'Wie vrijgesteld is, rekent geen btw aan.',
    fr: 'Qui est exonéré ne porte pas de TVA en compte.',
    en: 'Who is exempt charges no VAT.',
    de: 'Wer befreit ist, berechnet keine MwSt.',
  },
  'self-employed.rate-missing': {
    nl: 'Geef het btw-tarief van deze lijn.',
    fr: 'Indiquez le taux de TVA de cette ligne.',
    en: 'Give the VAT rate of this line.',
    de: 'Geben Sie den MwSt.-Satz dieser Zeile an.',
  },
  'self-employed.above-threshold': {
    nl: 'Met deze factuur gaat de omzet van {{year}} boven {{threshold}} {{currency}}: de vrijstelling geldt niet meer.',
    fr: 'Avec cette facture, le chiffre d’affaires de {{year}} dépasse {{threshold}} {{currency}} : la franchise ne vaut plus.',
    en: 'With this invoice the turnover of {{year}} passes {{threshold}} {{currency}}: the exemption holds no more.',
    de: 'Mit dieser Rechnung übersteigt der Umsatz von {{year}} {{threshold}} {{currency}}: Die Befreiung gilt nicht mehr.',
  },
  'self-employed.not-open': {
    nl: 'De factuur is betaald, gecrediteerd of zelf een creditnota.',
    fr: 'La facture est payée, créditée ou est elle-même une note de crédit.',
    en: 'The invoice is paid, credited or itself a credit note.',
    de: 'Die Rechnung ist bezahlt, gutgeschrieben oder selbst eine Gutschrift.',
  },
  'self-employed.no-profile': {
    nl: 'Zeg eerst wie u op uw eigen facturen bent.',
    fr: 'Dites d’abord qui vous êtes sur vos propres factures.',
    en: 'First say who you are on your own invoices.',
    de: 'Sagen Sie zuerst, wer Sie auf Ihren eigenen Rechnungen sind.',
  },
};
