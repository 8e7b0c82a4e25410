import type { Messages } from '../../platform/messages.js';

export const clientMessages: Messages = {
  'client.consumer-with-number': {
    nl: 'Een consument heeft geen ondernemings- of btw-nummer.',
    fr: 'Un consommateur n’a ni numéro d’entreprise ni numéro de TVA.',
    en: 'A consumer has no enterprise or VAT number.',
    de: 'Eine Privatperson hat keine Unternehmens- oder Mehrwertsteuernummer.',
  },
  'client.enterprise-number-missing': {
    nl: 'Geef het ondernemingsnummer van deze klant.',
    fr: 'Indiquez le numéro d’entreprise de ce client.',
    en: 'Give the enterprise number of this client.',
    de: 'Geben Sie die Unternehmensnummer dieses Kunden an.',
  },
  'client.foreign': {
    nl: 'Een klant in {{country}} is een buitenlandse klant.',
    fr: 'Un client en {{country}} est un client étranger.',
    en: 'A client in {{country}} is a foreign client.',
    de: 'Ein Kunde in {{country}} ist ein ausländischer Kunde.',
  },
  'client.not-foreign': {
    nl: 'Een buitenlandse klant heeft zijn adres niet in {{country}}.',
    fr: 'Un client étranger n’a pas son adresse en {{country}}.',
    en: 'A foreign client does not have its address in {{country}}.',
    de: 'Ein ausländischer Kunde hat seine Adresse nicht in {{country}}.',
  },
  'client.numbers-differ': {
    nl: 'Het btw-nummer is niet dat van het ondernemingsnummer.',
    fr: 'Le numéro de TVA n’est pas celui du numéro d’entreprise.',
    en: 'The VAT number is not that of the enterprise number.',
    de: 'Die Mehrwertsteuernummer gehört nicht zur Unternehmensnummer.',
  },
  'client.term-out-of-range': {
    nl: 'De betaaltermijn is 0 tot {{limit}} dagen.',
    fr: 'Le délai de paiement est de 0 à {{limit}} jours.',
    en: 'The payment term is 0 to {{limit}} days.',
    de: 'Die Zahlungsfrist beträgt 0 bis {{limit}} Tage.',
  },
  'client.vat-number-missing': {
    nl: 'Geef het btw-nummer van deze onderneming.',
    fr: 'Indiquez le numéro de TVA de cette entreprise.',
    en: 'Give the VAT number of this company.',
    de: 'Geben Sie die Mehrwertsteuernummer dieses Unternehmens an.',
  },
  'money.figure-missing': {
    nl: 'Het cijfer "{{figure}}" is niet bekend op {{day}}: voeg het toe of geef zelf een waarde.',
    fr: 'Le chiffre « {{figure}} » n’est pas connu au {{day}} : ajoutez-le ou donnez une valeur.',
    en: 'The figure "{{figure}}" is not known on {{day}}: add it, or give a value yourself.',
    de: 'Der Wert „{{figure}}“ ist am {{day}} nicht bekannt: Fügen Sie ihn hinzu oder geben Sie selbst einen an.',
  },
  'money.insufficient-funds': {
    nl: 'Er is te weinig geld: {{missing}} {{currency}} ontbreekt ({{account}}).',
    fr: 'Il manque {{missing}} {{currency}} ({{account}}).',
    en: 'There is too little money: {{missing}} {{currency}} is lacking ({{account}}).',
    de: 'Das Geld reicht nicht: Es fehlen {{missing}} {{currency}} ({{account}}).',
  },
  'money.period-closed': {
    nl: 'De boeken zijn afgesloten tot en met {{until}}; {{day}} valt daarin.',
    fr: 'Les comptes sont clos jusqu’au {{until}} ; le {{day}} en fait partie.',
    en: 'The books are closed up to {{until}}, and {{day}} lies before that.',
    de: 'Die Bücher sind bis {{until}} geschlossen; {{day}} liegt davor.',
  },
  'closing.advance-open': {
    nl: 'Een voorschot van het garantiefonds is nog niet terugbetaald.',
    fr: 'Une avance du fonds de garantie n’est pas encore remboursée.',
    en: 'An advance of the guarantee fund is not repaid yet.',
    de: 'Ein Vorschuss des Garantiefonds ist noch nicht zurückgezahlt.',
  },
  'closing.draft-invoices': {
    nl: 'Er zijn nog {{count}} facturen in ontwerp.',
    fr: 'Il reste {{count}} factures en projet.',
    en: 'There are still {{count}} draft invoices.',
    de: 'Es gibt noch {{count}} Rechnungsentwürfe.',
  },
  'closing.money-left': {
    nl: 'Er staat nog {{amount}} {{currency}} op de rekening van de activiteit.',
    fr: 'Il reste {{amount}} {{currency}} sur le compte de l’activité.',
    en: 'There is still {{amount}} {{currency}} on the account of the activity.',
    de: 'Auf dem Konto der Aktivität stehen noch {{amount}} {{currency}}.',
  },
  'closing.open-payouts': {
    nl: 'Er zijn nog {{count}} uitbetalingen onderweg.',
    fr: 'Il y a encore {{count}} paiements en cours.',
    en: 'There are still {{count}} payouts under way.',
    de: 'Es sind noch {{count}} Auszahlungen unterwegs.',
  },
  'closing.unpaid-invoices': {
    nl: 'Er zijn nog {{count}} facturen niet helemaal betaald.',
    fr: 'Il reste {{count}} factures qui ne sont pas entièrement payées.',
    en: 'There are still {{count}} invoices that are not wholly paid.',
    de: 'Es gibt noch {{count}} Rechnungen, die nicht ganz bezahlt sind.',
  },
  'client.language-unknown': {
    nl: 'Documenten bestaan in nl, fr, en en de, niet in "{{locale}}".',
    fr: 'Les documents existent en nl, fr, en et de, pas en « {{locale}} ».',
    en: 'Documents exist in nl, fr, en and de, not in "{{locale}}".',
    de: 'Dokumente gibt es in nl, fr, en und de, nicht in „{{locale}}“.',
  },
  'client.peppol-address-invalid': {
    nl: 'Dit is geen Peppol-adres: schema, dubbelpunt, nummer, bijvoorbeeld 0208:0566988259.',
    fr: 'Ce n’est pas une adresse Peppol : schéma, deux-points, numéro, p. ex. 0208:0566988259.',
    en: 'This is no Peppol address: scheme, colon, number, e.g. 0208:0566988259.',
    de: 'Das ist keine Peppol-Adresse: Schema, Doppelpunkt, Nummer, z. B. 0208:0566988259.',
  },
};
