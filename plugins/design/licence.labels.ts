import type { Sentence } from 'gezel/sdk';
import { LicenceUse } from './licence-scope.js';

/** The words of a printed licence. */
export const licenceLabels = {
  title: { nl: 'Licentie', fr: 'Licence', en: 'Licence', de: 'Lizenz' },
  transferTitle: {
    nl: 'Overdracht van rechten',
    fr: 'Cession de droits',
    en: 'Transfer of rights',
    de: 'Übertragung von Rechten',
  },
  client: { nl: 'Klant', fr: 'Client', en: 'Client', de: 'Kunde' },
  work: { nl: 'Werk', fr: 'Œuvre', en: 'Work', de: 'Werk' },
  author: { nl: 'Auteur', fr: 'Auteur', en: 'Author', de: 'Urheber' },
  media: { nl: 'Media', fr: 'Supports', en: 'Media', de: 'Medien' },
  territories: { nl: 'Gebieden', fr: 'Territoires', en: 'Territories', de: 'Gebiete' },
  from: { nl: 'Vanaf', fr: 'À partir du', en: 'From', de: 'Ab' },
  until: { nl: 'Tot en met', fr: 'Jusqu’au', en: 'Until', de: 'Bis' },
  unlimited: { nl: 'onbepaald', fr: 'indéterminée', en: 'without an end', de: 'unbefristet' },
  exclusive: { nl: 'Exclusief', fr: 'Exclusive', en: 'Exclusive', de: 'Ausschließlich' },
  sublicence: { nl: 'Sublicentie', fr: 'Sous-licence', en: 'Sublicence', de: 'Unterlizenz' },
  printRun: { nl: 'Oplage', fr: 'Tirage', en: 'Print run', de: 'Auflage' },
  royalty: { nl: 'Royalty', fr: 'Redevance', en: 'Royalty', de: 'Vergütung' },
  fee: { nl: 'Vergoeding', fr: 'Rémunération', en: 'Fee', de: 'Entgelt' },
  invoice: { nl: 'Factuur', fr: 'Facture', en: 'Invoice', de: 'Rechnung' },
  use: { nl: 'Gebruik vandaag', fr: 'Usage ce jour', en: 'Use today', de: 'Nutzung heute' },
  yes: { nl: 'ja', fr: 'oui', en: 'yes', de: 'ja' },
  no: { nl: 'nee', fr: 'non', en: 'no', de: 'nein' },
  paidFirst: {
    nl: 'Het werk mag pas gebruikt worden wanneer de factuur volledig betaald is.',
    fr: 'L’œuvre ne peut être utilisée qu’une fois la facture entièrement payée.',
    en: 'The work may be used only once the invoice is wholly paid.',
    de: 'Das Werk darf erst genutzt werden, wenn die Rechnung vollständig bezahlt ist.',
  },
} as const satisfies Record<string, Sentence>;

export const useLabels: Readonly<Record<LicenceUse, Sentence>> = {
  [LicenceUse.WITHDRAWN]: { nl: 'ingetrokken', fr: 'retirée', en: 'withdrawn', de: 'entzogen' },
  [LicenceUse.UNPAID]: {
    nl: 'nog niet: de factuur is niet betaald',
    fr: 'pas encore : la facture n’est pas payée',
    en: 'not yet: the invoice is not paid',
    de: 'noch nicht: Die Rechnung ist nicht bezahlt',
  },
  [LicenceUse.NOT_BEGUN]: {
    nl: 'nog niet begonnen',
    fr: 'pas encore commencée',
    en: 'not begun yet',
    de: 'noch nicht begonnen',
  },
  [LicenceUse.ENDED]: { nl: 'afgelopen', fr: 'terminée', en: 'ended', de: 'abgelaufen' },
  [LicenceUse.ACTIVE]: { nl: 'toegelaten', fr: 'autorisé', en: 'allowed', de: 'erlaubt' },
};
