import type { Messages } from 'gezel/sdk';

export const messages: Messages = {
  'training.no-session': {
    nl: 'Geen opleiding met een vrije plaats eindigt voor {{before}}.',
    fr: 'Aucune formation avec une place libre ne se termine avant le {{before}}.',
    en: 'No training with a free seat ends before {{before}}.',
    de: 'Keine Weiterbildung mit freiem Platz endet vor dem {{before}}.',
  },
  'training.activity-closed': {
    nl: 'De activiteit is afgesloten.',
    fr: 'L’activité est clôturée.',
    en: 'The activity is closed.',
    de: 'Die Aktivität ist abgeschlossen.',
  },
  'training.course-is-draft': {
    nl: 'De opleiding is nog niet gepubliceerd.',
    fr: 'La formation n’est pas encore publiée.',
    en: 'The course has not been published yet.',
    de: 'Der Kurs ist noch nicht veröffentlicht.',
  },
  'training.course-is-published': {
    nl: 'De opleiding is al gepubliceerd.',
    fr: 'La formation est déjà publiée.',
    en: 'The course has been published already.',
    de: 'Der Kurs ist schon veröffentlicht.',
  },
  'training.course-is-cancelled': {
    nl: 'De opleiding wordt niet meer gegeven.',
    fr: 'La formation n’est plus donnée.',
    en: 'The course is no longer given.',
    de: 'Der Kurs wird nicht mehr gegeben.',
  },
  'training.vat-undecided': {
    nl: 'Bepaal eerst of en waarom de opleiding van btw vrijgesteld is.',
    fr: 'Décidez d’abord si et pourquoi la formation est exonérée de TVA.',
    en: 'Decide first whether and why the course is exempt from VAT.',
    de: 'Entscheiden Sie zuerst, ob und warum der Kurs von der MwSt. befreit ist.',
  },
  'training.sessions-to-come': {
    nl: 'Op {{day}} begint nog een sessie.',
    fr: 'Une session commence encore le {{day}}.',
    en: 'A session still begins on {{day}}.',
    de: 'Am {{day}} beginnt noch eine Sitzung.',
  },
  'training.day-has-passed': {
    nl: '{{day}} is voorbij.',
    fr: 'Le {{day}} est passé.',
    en: '{{day}} has passed.',
    de: 'Der {{day}} ist vorbei.',
  },
  'training.session-cancelled': {
    nl: 'De sessie gaat niet door.',
    fr: 'La session n’a pas lieu.',
    en: 'The session does not take place.',
    de: 'Die Sitzung findet nicht statt.',
  },
  'training.session-full': {
    nl: 'De sessie is volzet: wie zich inschrijft, komt op de wachtlijst.',
    fr: 'La session est complète : on s’inscrit sur la liste d’attente.',
    en: 'The session is full: who registers waits.',
    de: 'Die Sitzung ist voll: Wer sich anmeldet, kommt auf die Warteliste.',
  },
  'training.other-currency': {
    nl: 'De sessie wordt in {{currency}} betaald.',
    fr: 'La session se paie en {{currency}}.',
    en: 'The session is paid in {{currency}}.',
    de: 'Die Sitzung wird in {{currency}} bezahlt.',
  },
  'training.registered-already': {
    nl: 'Deze persoon is al ingeschreven of wacht al.',
    fr: 'Cette personne est déjà inscrite ou attend déjà.',
    en: 'This person is registered or waits already.',
    de: 'Diese Person ist schon angemeldet oder wartet schon.',
  },
  'training.registration-cancelled': {
    nl: 'De inschrijving is geannuleerd.',
    fr: 'L’inscription est annulée.',
    en: 'The registration was cancelled.',
    de: 'Die Anmeldung wurde storniert.',
  },
  'training.too-late-to-cancel': {
    nl: 'Annuleren kon tot de dag voor {{day}}.',
    fr: 'L’annulation était possible jusqu’à la veille du {{day}}.',
    en: 'It could be cancelled until the day before {{day}}.',
    de: 'Stornieren war bis zum Tag vor dem {{day}} möglich.',
  },
  'training.not-a-day-of-the-session': {
    nl: '{{day}} is geen dag van de sessie die al aangebroken is.',
    fr: 'Le {{day}} n’est pas un jour de la session déjà entamé.',
    en: '{{day}} is no day of the session that has come.',
    de: 'Der {{day}} ist kein Tag der Sitzung, der schon gekommen ist.',
  },
  'training.has-no-seat': {
    nl: 'Deze persoon heeft geen plaats in de sessie.',
    fr: 'Cette personne n’a pas de place dans la session.',
    en: 'This person has no seat in the session.',
    de: 'Diese Person hat keinen Platz in der Sitzung.',
  },
};
