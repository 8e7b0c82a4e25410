import type { Messages } from 'gezel/sdk';

export const messages: Messages = {
  'audiovisual.activity-closed': {
    nl: 'De activiteit is niet open.',
    fr: 'L’activité n’est pas ouverte.',
    en: 'The activity is not open.',
    de: 'Die Aktivität ist nicht offen.',
  },
  'audiovisual.day-in-the-past': {
    nl: 'De dag {{day}} is voorbij.',
    fr: 'Le jour {{day}} est passé.',
    en: 'The day {{day}} is past.',
    de: 'Der Tag {{day}} ist vorbei.',
  },
  'audiovisual.day-taken': {
    nl: 'Op {{day}} is er al een draaidag van deze productie.',
    fr: 'Le {{day}}, cette production a déjà un jour de tournage.',
    en: 'This production already has a shooting day on {{day}}.',
    de: 'Diese Produktion hat am {{day}} schon einen Drehtag.',
  },
  'audiovisual.more-days-than-planned': {
    nl: 'Dit zijn meer draaidagen dan de {{plannedDays}} die gepland zijn.',
    fr: 'C’est plus que les {{plannedDays}} jours de tournage prévus.',
    en: 'These are more shooting days than the {{plannedDays}} that are planned.',
    de: 'Das sind mehr Drehtage als die {{plannedDays}} geplanten.',
  },
  'audiovisual.day-shot': {
    nl: 'De draaidag van {{day}} is al gedraaid.',
    fr: 'Le jour de tournage du {{day}} est déjà tourné.',
    en: 'The shooting day of {{day}} has been shot.',
    de: 'Der Drehtag vom {{day}} ist schon gedreht.',
  },
  'audiovisual.day-cancelled': {
    nl: 'De draaidag van {{day}} is geannuleerd.',
    fr: 'Le jour de tournage du {{day}} est annulé.',
    en: 'The shooting day of {{day}} is cancelled.',
    de: 'Der Drehtag vom {{day}} ist abgesagt.',
  },
  'audiovisual.no-scenes': {
    nl: 'Een call sheet noemt minstens één scène.',
    fr: 'Une feuille de service compte au moins une séquence.',
    en: 'A call sheet names at least one scene.',
    de: 'Eine Tagesdisposition nennt mindestens eine Szene.',
  },
  'audiovisual.wrap-at-call': {
    nl: 'Het geschatte einde valt samen met de call.',
    fr: 'La fin estimée coïncide avec la convocation.',
    en: 'The estimated wrap is at the call.',
    de: 'Der Drehschluss fällt mit dem Arbeitsbeginn zusammen.',
  },
  'audiovisual.scene-twice': {
    nl: 'Scène {{number}} staat er twee keer op.',
    fr: 'La séquence {{number}} y figure deux fois.',
    en: 'Scene {{number}} is there twice.',
    de: 'Szene {{number}} steht zweimal darauf.',
  },
  'audiovisual.rest-too-short': {
    nl: 'Sinds de vorige draaidag zijn er {{hours}} uren rust, minder dan {{least}}.',
    fr: 'Depuis le jour précédent, il y a {{hours}} heures de repos, moins que {{least}}.',
    en: 'Since the day before there are {{hours}} hours of rest, fewer than {{least}}.',
    de: 'Seit dem Vortag sind es {{hours}} Stunden Ruhe, weniger als {{least}}.',
  },
};
