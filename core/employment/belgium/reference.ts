import type { CountryReference } from '../rules/country-reference.js';

const contractKinds: CountryReference['kinds'] = [
  {
    code: 'duration',
    title: { nl: 'per duur', fr: 'à la durée', en: 'by duration', de: 'auf Zeit' },
  },
  {
    code: 'task',
    title: { nl: 'per taak', fr: 'à la tâche', en: 'by task', de: 'je Auftrag' },
  },
  {
    code: 'article-1bis',
    title: { nl: 'artikel 1bis', fr: 'article 1bis', en: 'article 1bis', de: 'Artikel 1bis' },
  },
  {
    code: 'student',
    title: { nl: 'student', fr: 'étudiant', en: 'student', de: 'Student' },
  },
  {
    code: 'interim',
    title: { nl: 'uitzendarbeid', fr: 'intérim', en: 'interim', de: 'Leiharbeit' },
  },
  {
    code: 'open-ended',
    title: {
      nl: 'onbepaalde duur',
      fr: 'à durée indéterminée',
      en: 'open-ended',
      de: 'unbefristet',
    },
  },
  {
    code: 'salaried-entrepreneur',
    title: {
      nl: 'ondernemer in loondienst',
      fr: 'entrepreneur salarié',
      en: 'salaried entrepreneur',
      de: 'angestellter Unternehmer',
    },
  },
];

/**
 * One published sample: a salary budget of 182.00 against a gross of 107.69 is a coefficient of
 * 1.69. It is of the kinds whose contributions are on 108 % of gross and whose withholding is 11.11
 * %; other kinds have no row, because their figures are not known here.
 */
const sampled = {
  kinds: [
    { kind: 'task', committee: null },
    { kind: 'article-1bis', committee: null },
    { kind: 'duration', committee: '304' },
  ],
  coefficient: 169_000,
  workerClass: 'artist',
  employerCategory: 'private',
  withholding: 'artist',
  // The day of the published sample: before it the coefficient is not known.
  from: '2023-06-18',
  source:
    'Coefficient: salary simulator sample, github.com/smartcoop/design-library and ' +
    'hypered/smart-design 912a6e2 (2023-06-18)',
} as const;

/**
 * Students within their hours: what the law takes, and nothing for the co-operative's own costs, until
 * it decides otherwise. Interim work has no row: nothing about its pay is known here.
 */
const students = {
  kinds: [{ kind: 'student', committee: null }],
  coefficient: 105_430,
  workerClass: 'student',
  employerCategory: 'private',
  withholding: 'none',
  from: '2017-01-01',
  source:
    'Gross and the employer’s solidarity contribution of 5.42 % and 0.01 % (news.belgium.be); no tax ' +
    'is withheld (centenvoorstudenten.be/info/werken-als-student)',
} as const;

/** There is no worker type of artists: all but students are "others". */
const workerTypes = {
  kinds: [
    ...['duration', 'task', 'article-1bis', 'open-ended'].map((kind) => ({ kind, type: 'OTH' })),
    { kind: 'student', type: 'STU' },
  ],
  from: '2022-01-01',
  source: 'socialsecurity.be, administrative instructions, Dimona: worker types since 2022',
} as const;

const policy = {
  // A declaration must precede the moment that work begins; a civil day does not tell the hour.
  daysBeforeStart: 1,
  payAfterWorkingDays: 7,
  since: [
    '2000-01-01',
    'Pay within seven working days: info.hub.brussels/en/node/17304. ' +
      'Declared before work begins: socialsecurity.be, Dimona.',
  ],
} as const;

/**
 * What is known with a source. A kind without a figure is refused at the signature until the
 * co-operative adds its own: no rate is guessed.
 */
export const belgianReference: CountryReference = {
  ...{ kinds: contractKinds, schemes: [sampled, students], workerTypes, policy },
};
