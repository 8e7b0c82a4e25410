import type { Messages } from 'gezel/sdk';

/** What this plugin can say, by code. */
export const messages: Messages = {
  'performing-arts.activity-closed': {
    nl: 'De activiteit is gesloten.',
    fr: 'L’activité est clôturée.',
    en: 'The activity is closed.',
    de: 'Die Aktivität ist geschlossen.',
  },
  'performing-arts.activity-not-described': {
    nl: 'Geef eerst de naam van het gezelschap en de discipline van deze activiteit op.',
    fr: 'Indiquez d’abord le nom de la compagnie et la discipline de cette activité.',
    en: 'First give the name of the company and the discipline of this activity.',
    de: 'Geben Sie zuerst den Namen der Kompanie und die Sparte dieser Aktivität an.',
  },
  'performing-arts.contract-not-draft': {
    nl: 'Na de ondertekening verandert het soort dag niet meer.',
    fr: 'Une fois le contrat signé, le type des journées ne change plus.',
    en: 'Once a contract is signed, the kind of its days no longer changes.',
    de: 'Nach der Unterzeichnung ändert sich die Art der Tage nicht mehr.',
  },
  'performing-arts.cover-ends-early': {
    nl: 'De dekking eindigt op {{until}}, voor ze op {{from}} begint.',
    fr: 'La couverture prend fin le {{until}}, avant de commencer le {{from}}.',
    en: 'The cover ends on {{until}}, before it begins on {{from}}.',
    de: 'Der Versicherungsschutz endet am {{until}}, bevor er am {{from}} beginnt.',
  },
  'performing-arts.cover-in-the-past': {
    nl: 'De dekking kan niet op {{from}} beginnen: die dag is voorbij.',
    fr: 'La couverture ne peut pas commencer le {{from}} : ce jour est passé.',
    en: 'The cover cannot begin on {{from}}: that day has passed.',
    de: 'Der Versicherungsschutz kann nicht am {{from}} beginnen: Dieser Tag ist vorbei.',
  },
  'performing-arts.cover-too-long': {
    nl: 'Een dekking duurt hoogstens {{limit}} dagen; dit zijn er {{days}}.',
    fr: 'Une couverture dure au plus {{limit}} jours ; celle-ci en compte {{days}}.',
    en: 'A cover lasts at most {{limit}} days; these are {{days}}.',
    de: 'Ein Versicherungsschutz dauert höchstens {{limit}} Tage; das sind {{days}}.',
  },
  'performing-arts.date-already-cancelled': {
    nl: 'De datum van {{day}} is al geannuleerd.',
    fr: 'La date du {{day}} est déjà annulée.',
    en: 'The date of {{day}} has already been cancelled.',
    de: 'Der Termin vom {{day}} ist bereits abgesagt.',
  },
  'performing-arts.date-already-confirmed': {
    nl: 'De datum van {{day}} is al bevestigd.',
    fr: 'La date du {{day}} est déjà confirmée.',
    en: 'The date of {{day}} has already been confirmed.',
    de: 'Der Termin vom {{day}} ist bereits bestätigt.',
  },
  'performing-arts.date-already-played': {
    nl: 'De datum van {{day}} is al gespeeld.',
    fr: 'La date du {{day}} a déjà eu lieu.',
    en: 'The date of {{day}} has already been played.',
    de: 'Der Termin vom {{day}} hat bereits stattgefunden.',
  },
  'performing-arts.date-has-contracts': {
    nl: 'Op {{day}} werken mensen met een ondertekend contract: bekijk ook hun contracten.',
    fr: 'Le {{day}}, des personnes travaillent sous contrat signé : voyez aussi leurs contrats.',
    en: 'People work on {{day}} under signed contracts: look at their contracts too.',
    de: 'Am {{day}} arbeiten Menschen mit unterschriebenem Vertrag: Prüfen Sie auch die Verträge.',
  },
  'performing-arts.date-in-the-past': {
    nl: '{{day}} is voorbij: plan een dag vanaf vandaag.',
    fr: 'Le {{day}} est passé : choisissez un jour à partir d’aujourd’hui.',
    en: '{{day}} has passed: schedule a day from today on.',
    de: 'Der {{day}} ist vorbei: Planen Sie einen Tag ab heute.',
  },
  'performing-arts.date-taken': {
    nl: 'De productie heeft op {{day}} al zo’n dag op dat uur.',
    fr: 'La production a déjà une telle date le {{day}} à cette heure.',
    en: 'The production already has such a date on {{day}} at that hour.',
    de: 'Die Produktion hat am {{day}} zu dieser Stunde schon einen solchen Termin.',
  },
  'performing-arts.day-not-in-contract': {
    nl: '{{day}} is geen dag van het contract, of staat er twee keer.',
    fr: 'Le {{day}} n’est pas un jour du contrat, ou est indiqué deux fois.',
    en: '{{day}} is not a day of the contract, or is given twice.',
    de: 'Der {{day}} ist kein Tag des Vertrags oder steht doppelt da.',
  },
  'performing-arts.day-too-long': {
    nl: 'Op {{day}} is {{worked}} uur werk gepland; zo’n dag telt hoogstens {{limit}} uur.',
    fr: 'Le {{day}} compte {{worked}} h de travail ; une telle journée en admet au plus {{limit}}.',
    en: '{{worked}} hours of work are planned on {{day}}; such a day has at most {{limit}}.',
    de: 'Am {{day}} sind {{worked}} Stunden Arbeit geplant; erlaubt sind höchstens {{limit}}.',
  },
  'performing-arts.day-without-kind': {
    nl: 'Wat voor dag is {{day}}? Kies een soort: repetitie, voorstelling, reisdag …',
    fr: 'À quoi sert le {{day}} ? Choisissez un type : répétition, représentation, voyage…',
    en: 'What is {{day}} for? Choose a kind: rehearsal, performance, travel …',
    de: 'Wofür ist der {{day}}? Wählen Sie eine Art: Probe, Vorstellung, Reisetag …',
  },
  'performing-arts.no-insurance-offer': {
    nl: 'Geen verzekeraar biedt vanaf {{from}} een dekking voor deze waarde.',
    fr: 'Aucun assureur ne propose de couvrir cette valeur à partir du {{from}}.',
    en: 'No insurer offers to cover this value from {{from}} on.',
    de: 'Kein Versicherer bietet ab dem {{from}} Schutz für diesen Wert.',
  },
  'performing-arts.rest-too-short': {
    nl: 'Voor het werk van {{day}} is er {{rest}} uur rust; minstens {{limit}} uur is verplicht.',
    fr: 'Avant le travail du {{day}}, il y a {{rest}} h de repos ; il en faut au moins {{limit}}.',
    en: 'There are {{rest}} hours of rest before the work of {{day}}; at least {{limit}} are due.',
    de: 'Vor der Arbeit am {{day}} liegen {{rest}} Stunden Ruhe; {{limit}} sind Pflicht.',
  },
  'performing-arts.tariff-in-the-past': {
    nl: 'Een tarief geldt ten vroegste vanaf vandaag, niet vanaf {{fromDay}}.',
    fr: 'Un tarif s’applique au plus tôt à partir d’aujourd’hui, pas du {{fromDay}}.',
    en: 'A tariff holds from today at the earliest, not from {{fromDay}}.',
    de: 'Ein Tarif gilt frühestens ab heute, nicht ab dem {{fromDay}}.',
  },
  'performing-arts.times-unclear': {
    nl: 'Geef voor {{day}} een begin op die dag en een einde binnen 24 uur, of geen van beide.',
    fr: 'Le {{day}}, indiquez un début ce jour-là et une fin dans les 24 h, ou aucun des deux.',
    en: 'For {{day}}, give a beginning on that day and an end within 24 hours, or neither.',
    de: 'Der {{day}} braucht Beginn an diesem Tag und Ende binnen 24 Stunden, oder keines.',
  },
  'performing-arts.too-many-days-in-a-row': {
    nl: 'Van {{from}} tot {{until}} zijn {{days}} werkdagen na elkaar; hoogstens {{limit}} mogen.',
    fr: 'Du {{from}} au {{until}}, {{days}} jours de travail se suivent ; maximum : {{limit}}.',
    en: 'From {{from}} to {{until}}, {{days}} days of work follow one another; {{limit}} may.',
    de: 'Vom {{from}} bis {{until}} folgen {{days}} Arbeitstage einander; erlaubt: {{limit}}.',
  },
  'performing-arts.unknown-day-kind': {
    nl: 'Deze coöperatie kent geen soort dag "{{kind}}".',
    fr: 'Cette coopérative ne connaît pas de type de journée « {{kind}} ».',
    en: 'This co-operative knows no kind of day "{{kind}}".',
    de: 'Diese Genossenschaft kennt keine Tagesart „{{kind}}“.',
  },
  'performing-arts.week-too-long': {
    nl: 'In de week van {{monday}} is {{worked}} uur werk gepland; hoogstens {{limit}} uur mag.',
    fr: 'La semaine du {{monday}} compte {{worked}} h de travail ; {{limit}} au plus sont admises.',
    en: '{{worked}} hours are planned in the week of {{monday}}; at most {{limit}} are allowed.',
    de: 'In der Woche vom {{monday}} sind {{worked}} Stunden geplant, erlaubt sind {{limit}}.',
  },
};
