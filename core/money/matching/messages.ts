import type { Messages } from '../../platform/messages.js';

export const matchingMessages: Messages = {
  'match.account': {
    nl: 'Van deze rekening werden al facturen van deze klant betaald.',
    fr: 'Ce compte a déjà payé des factures de ce client.',
    en: 'This account paid invoices of this client before.',
    de: 'Von diesem Konto wurden schon Rechnungen dieses Kunden bezahlt.',
  },
  'match.already-undone': {
    nl: 'Deze betaling is al losgemaakt.',
    fr: 'Ce paiement est déjà détaché.',
    en: 'This payment was undone already.',
    de: 'Diese Zuordnung wurde bereits aufgehoben.',
  },
  'match.amount': {
    nl: 'Het bedrag is precies wat nog te betalen is.',
    fr: 'Le montant est exactement ce qui reste à payer.',
    en: 'The amount is exactly what is due.',
    de: 'Der Betrag ist genau der offene.',
  },
  'match.joint-amount': {
    nl: 'Het bedrag is precies dat van de oudste facturen van deze klant samen.',
    fr: 'Le montant est exactement celui des plus anciennes factures de ce client ensemble.',
    en: 'The amount is exactly that of this client’s oldest invoices together.',
    de: 'Der Betrag ist genau der der ältesten Rechnungen dieses Kunden zusammen.',
  },
  'match.name': {
    nl: 'De betaler heet zoals de klant.',
    fr: 'Le payeur porte le nom du client.',
    en: 'The payer has the client’s name.',
    de: 'Der Zahler heißt wie der Kunde.',
  },
  'match.name-alike': {
    nl: 'De betaler heet bijna zoals de klant.',
    fr: 'Le payeur porte presque le nom du client.',
    en: 'The payer’s name is like the client’s.',
    de: 'Der Zahler heißt fast wie der Kunde.',
  },
  'match.number': {
    nl: 'De mededeling noemt het nummer van de factuur.',
    fr: 'La communication cite le numéro de la facture.',
    en: 'The communication names the invoice’s number.',
    de: 'Die Mitteilung nennt die Rechnungsnummer.',
  },
  'payout.not-of-this-line': {
    nl: 'Deze beweging is niet van precies het bedrag van een uitbetaling die onderweg is.',
    fr: 'Ce mouvement n’est pas exactement du montant d’un paiement en route.',
    en: 'This movement is not exactly of the amount of a payout on its way.',
    de: 'Diese Bewegung entspricht nicht genau dem Betrag einer laufenden Auszahlung.',
  },
  'refund.without-account': {
    nl: 'De bank noemt geen rekening van de betaler: geef er een op.',
    fr: 'La banque ne donne aucun compte du payeur : indiquez-en un.',
    en: 'The bank names no account of the payer: give one.',
    de: 'Die Bank nennt kein Konto des Zahlers: Geben Sie eines an.',
  },
};
