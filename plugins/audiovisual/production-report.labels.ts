import type { Sentence } from 'gezel/sdk';

/** The words of a printed production report that a call sheet has not. */
export const productionReportLabels = {
  title: {
    nl: 'Draaiverslag',
    fr: 'Rapport de production',
    en: 'Production report',
    de: 'Tagesbericht',
  },
  called: { nl: 'Begonnen om', fr: 'Commencé à', en: 'Began at', de: 'Begonnen um' },
  wrapped: { nl: 'Geëindigd om', fr: 'Terminé à', en: 'Wrapped at', de: 'Beendet um' },
  late: { nl: 'Later begonnen', fr: 'Retard au début', en: 'Late', de: 'Verspätet' },
  over: {
    nl: 'Langer dan gepland',
    fr: 'Plus long que prévu',
    en: 'Over',
    de: 'Länger als geplant',
  },
  minutes: { nl: 'minuten', fr: 'minutes', en: 'minutes', de: 'Minuten' },
  sheet: {
    nl: 'Tegenover call sheet, versie',
    fr: 'Selon la feuille de service, version',
    en: 'Against call sheet, version',
    de: 'Gegenüber der Disposition, Fassung',
  },
  pagesShot: { nl: 'Gedraaid', fr: 'Pages tournées', en: 'Pages shot', de: 'Seiten gedreht' },
  pagesMissed: {
    nl: 'Niet gedraaid',
    fr: 'Pages non tournées',
    en: 'Pages not shot',
    de: 'Seiten nicht gedreht',
  },
  shot: { nl: 'Gedraaide scènes', fr: 'Séquences tournées', en: 'Scenes shot', de: 'Gedreht' },
  missed: {
    nl: 'Niet gedraaide scènes',
    fr: 'Séquences non tournées',
    en: 'Scenes not shot',
    de: 'Nicht gedreht',
  },
  added: {
    nl: 'Gedraaid, niet op de call sheet',
    fr: 'Tournées, non prévues',
    en: 'Shot, not on the call sheet',
    de: 'Gedreht, nicht disponiert',
  },
  hours: {
    nl: 'Uren van de ploeg',
    fr: 'Heures de l’équipe',
    en: 'Hours of the crew',
    de: 'Stunden des Teams',
  },
  began: { nl: 'Van', fr: 'De', en: 'From', de: 'Von' },
  ended: { nl: 'Tot', fr: 'À', en: 'Until', de: 'Bis' },
  rest: { nl: 'Pauze', fr: 'Pause', en: 'Break', de: 'Pause' },
  worked: { nl: 'Gewerkt', fr: 'Travaillé', en: 'Worked', de: 'Gearbeitet' },
} as const satisfies Record<string, Sentence>;
