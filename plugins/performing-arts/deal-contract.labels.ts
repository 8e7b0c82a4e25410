import type { Sentence } from 'gezel/sdk';
import { CancelledFor, DealKind, DealStatus } from './deal.codes.js';

/** The words of a printed contract. */
export const contractLabels = {
  company: { nl: 'Gezelschap', fr: 'Compagnie', en: 'Company', de: 'Ensemble' },
  organiser: { nl: 'Organisator', fr: 'Organisateur', en: 'Organiser', de: 'Veranstalter' },
  production: { nl: 'Voorstelling', fr: 'Spectacle', en: 'Show', de: 'Aufführung' },
  authors: { nl: 'Auteurs', fr: 'Auteurs', en: 'Authors', de: 'Urheber' },
  actsFor: {
    ...{ nl: 'treedt op voor', fr: 'agit pour', en: 'acts for' },
    de: 'handelt für',
  },
  state: { nl: 'Stand', fr: 'État', en: 'State', de: 'Stand' },
  signedOn: { nl: 'Getekend op', fr: 'Signé le', en: 'Signed on', de: 'Unterzeichnet am' },
  cancelledOn: { nl: 'Geannuleerd op', fr: 'Annulé le', en: 'Cancelled on', de: 'Abgesagt am' },
  reason: { nl: 'Reden', fr: 'Motif', en: 'Reason', de: 'Grund' },
  dates: { nl: 'Data', fr: 'Dates', en: 'Dates', de: 'Termine' },
  day: { nl: 'Dag', fr: 'Jour', en: 'Day', de: 'Tag' },
  hours: { nl: 'Uren', fr: 'Heures', en: 'Hours', de: 'Zeit' },
  place: { nl: 'Plaats', fr: 'Lieu', en: 'Place', de: 'Ort' },
  status: { nl: 'Stand', fr: 'État', en: 'State', de: 'Stand' },
  terms: { nl: 'Voorwaarden', fr: 'Conditions', en: 'Terms', de: 'Bedingungen' },
  fee: {
    nl: 'Uitkoopsom per datum, zonder btw',
    fr: 'Prix de cession par date, hors TVA',
    en: 'Fee of a date, without VAT',
    de: 'Gage je Termin, ohne MwSt.',
  },
  share: {
    nl: 'Deel van het gezelschap in de recette, na aftrek',
    fr: 'Part de la compagnie dans la recette, après déductions',
    en: 'The company’s part of the receipts, after deductions',
    de: 'Anteil des Ensembles an den Einnahmen, nach Abzügen',
  },
  guarantee: {
    nl: 'Gewaarborgd minimum per datum',
    fr: 'Minimum garanti par date',
    en: 'Guaranteed least of a date',
    de: 'Garantierter Mindestbetrag je Termin',
  },
  rent: {
    nl: 'Zaalhuur per datum',
    fr: 'Loyer de la salle par date',
    en: 'Rent of the hall, a date',
    de: 'Saalmiete je Termin',
  },
  travel: {
    nl: 'Reis, per datum',
    fr: 'Voyage, par date',
    en: 'Travel, a date',
    de: 'Reise, je Termin',
  },
  perDiem: {
    nl: 'Dagvergoeding per persoon en datum',
    fr: 'Défraiement par personne et date',
    en: 'Per diem for each, a date',
    de: 'Tagegeld je Person und Termin',
  },
  people: { nl: 'Personen', fr: 'Personnes', en: 'People', de: 'Personen' },
  tickets: {
    nl: 'Kaarten verkocht door',
    fr: 'Billets vendus par',
    en: 'Tickets sold by',
    de: 'Karten verkauft durch',
  },
  rider: {
    nl: 'Technische fiche, versie',
    fr: 'Fiche technique, version',
    en: 'Technical rider, version',
    de: 'Bühnenanweisung, Fassung',
  },
  clauses: { nl: 'Bepalingen', fr: 'Clauses', en: 'Clauses', de: 'Bestimmungen' },
  signatures: { nl: 'Handtekeningen', fr: 'Signatures', en: 'Signatures', de: 'Unterschriften' },
} as const satisfies Record<string, Sentence>;

export const contractTitles = {
  [DealKind.CESSION]: {
    nl: 'Uitkoopcontract',
    fr: 'Contrat de cession',
    en: 'Contract of cession',
    de: 'Gastspielvertrag',
  },
  [DealKind.CO_REALISATION]: {
    nl: 'Contract van corealisatie',
    fr: 'Contrat de coréalisation',
    en: 'Contract of co-realisation',
    de: 'Vertrag über eine gemeinsame Veranstaltung',
  },
  [DealKind.HALL_RENTAL]: {
    nl: 'Huurcontract van een zaal',
    fr: 'Contrat de location de salle',
    en: 'Contract of hall rental',
    de: 'Saalmietvertrag',
  },
} as const satisfies Record<DealKind, Sentence>;

export const dealStatusLabels = {
  [DealStatus.DRAFT]: {
    ...{ nl: 'ontwerp: bindt niemand', fr: 'projet : n’engage personne' },
    ...{ en: 'draft: binds nobody', de: 'Entwurf: bindet niemanden' },
  },
  [DealStatus.SIGNED]: { nl: 'getekend', fr: 'signé', en: 'signed', de: 'unterzeichnet' },
  [DealStatus.SETTLED]: { nl: 'afgerekend', fr: 'réglé', en: 'settled', de: 'abgerechnet' },
  [DealStatus.CANCELLED]: { nl: 'geannuleerd', fr: 'annulé', en: 'cancelled', de: 'abgesagt' },
} as const satisfies Record<DealStatus, Sentence>;

export const reasonLabels = {
  [CancelledFor.FORCE_MAJEURE]: {
    ...{ nl: 'overmacht', fr: 'force majeure', en: 'force majeure', de: 'höhere Gewalt' },
  },
  [CancelledFor.BY_ORGANISER]: {
    nl: 'terugtrekking van de organisator',
    fr: 'retrait de l’organisateur',
    en: 'withdrawal of the organiser',
    de: 'Rücktritt des Veranstalters',
  },
  [CancelledFor.BY_COMPANY]: {
    nl: 'terugtrekking van het gezelschap',
    fr: 'retrait de la compagnie',
    en: 'withdrawal of the company',
    de: 'Rücktritt des Ensembles',
  },
} as const satisfies Record<CancelledFor, Sentence>;
