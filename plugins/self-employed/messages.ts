import type { Messages } from 'gezel/sdk';

export const messages: Messages = {
  'self-employed.no-line-amount': {
    nl: 'Een lijn is nul of meer, en onder een miljard.',
    fr: 'Une ligne est zéro ou plus, et sous un milliard.',
    en: 'A line is nothing or more, and below a billion.',
    de: 'Eine Zeile ist null oder mehr und unter einer Milliarde.',
  },
  'self-employed.no-percentage': {
    nl: 'Dit is een percentage met hoogstens twee decimalen.',
    fr: 'Ceci est un pourcentage à deux décimales au plus.',
    en: 'This is a percentage with at most two decimals.',
    de: 'Dies ist ein Prozentsatz mit höchstens zwei Dezimalen.',
  },
  'self-employed.no-quantity': {
    nl: 'Dit is een aantal boven nul met hoogstens drie decimalen.',
    fr: 'Ceci est un nombre supérieur à zéro à trois décimales au plus.',
    en: 'This is a number above nothing with at most three decimals.',
    de: 'Dies ist eine Zahl über null mit höchstens drei Dezimalen.',
  },
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
  'self-employed.ground-missing': {
    nl: 'Zeg waarom op deze lijn geen btw wordt aangerekend.',
    fr: 'Indiquez pourquoi aucune TVA n’est portée en compte sur cette ligne.',
    en: 'Say why no VAT is charged on this line.',
    de: 'Sagen Sie, warum auf dieser Zeile keine MwSt. berechnet wird.',
  },
  'self-employed.more-than-left': {
    nl: 'Zoveel is er van deze lijn niet meer over.',
    fr: 'Il ne reste pas autant de cette ligne.',
    en: 'Not so much of this line is left.',
    de: 'So viel ist von dieser Zeile nicht mehr übrig.',
  },
  'self-employed.buyer-unknown': {
    nl: 'Van de klant is geen onderneming bekend: de factuur gaat niet elektronisch.',
    fr: 'Aucune entreprise n’est connue du client : la facture ne part pas par voie électronique.',
    en: 'No enterprise is known of the client: the invoice does not go electronically.',
    de: 'Vom Kunden ist kein Unternehmen bekannt: Die Rechnung geht nicht elektronisch.',
  },
  'self-employed.buyer-not-reached': {
    nl: 'Alleen ondernemingen in België worden elektronisch bereikt.',
    fr: 'Seules les entreprises en Belgique sont atteintes par voie électronique.',
    en: 'Only enterprises in Belgium are reached electronically.',
    de: 'Nur Unternehmen in Belgien werden elektronisch erreicht.',
  },
  'self-employed.not-confirmed': {
    nl: 'De coöperatie heeft nog niet bevestigd dat deze onderneming van u is: er wordt niets verstuurd.',
    fr: 'La coopérative n’a pas encore confirmé que cette entreprise est la vôtre : rien n’est envoyé.',
    en: 'The co-operative has not confirmed yet that this enterprise is yours: nothing is sent.',
    de: 'Die Genossenschaft hat noch nicht bestätigt, dass dieses Unternehmen Ihres ist: Nichts wird gesendet.',
  },
  'self-employed.sent-already': {
    nl: 'De factuur is al verstuurd.',
    fr: 'La facture est déjà envoyée.',
    en: 'The invoice was sent already.',
    de: 'Die Rechnung ist schon gesendet.',
  },
  'self-employed.own-enterprise': {
    nl: 'Iemand anders bevestigt dat een onderneming van u is.',
    fr: 'Quelqu’un d’autre confirme qu’une entreprise est la vôtre.',
    en: 'Somebody else confirms that an enterprise is yours.',
    de: 'Jemand anderes bestätigt, dass ein Unternehmen Ihres ist.',
  },
};
