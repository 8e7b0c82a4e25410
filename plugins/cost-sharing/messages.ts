import type { Messages } from 'gezel/sdk';

export const messages: Messages = {
  'cost-sharing.day-has-passed': {
    nl: '{{day}} is voorbij.',
    fr: 'Le {{day}} est passé.',
    en: '{{day}} has passed.',
    de: 'Der {{day}} ist vorbei.',
  },
  'cost-sharing.below-nothing': {
    nl: 'Een deel is niet minder dan niets.',
    fr: 'Une part n’est pas inférieure à rien.',
    en: 'A share is not less than nothing.',
    de: 'Ein Anteil ist nicht weniger als nichts.',
  },
  'cost-sharing.not-whole': {
    nl: 'De delen zijn samen {{total}} duizendsten in plaats van 1000.',
    fr: 'Les parts font ensemble {{total}} millièmes au lieu de 1000.',
    en: 'The shares are {{total}} thousandths together instead of 1000.',
    de: 'Die Anteile sind zusammen {{total}} Tausendstel statt 1000.',
  },
  'cost-sharing.decided-already': {
    nl: 'Over deze regel is al beslist.',
    fr: 'Cette règle a déjà été décidée.',
    en: 'This rule was decided already.',
    de: 'Über diese Regel ist schon entschieden.',
  },
  'cost-sharing.own-proposal': {
    nl: 'Iemand anders beslist over wat u voorstelt.',
    fr: 'Quelqu’un d’autre décide de ce que vous proposez.',
    en: 'Somebody else decides what you propose.',
    de: 'Jemand anderes entscheidet über Ihren Vorschlag.',
  },
  'cost-sharing.not-the-clients': {
    nl: 'Dit deel is niet voor de klant.',
    fr: 'Cette part n’est pas pour le client.',
    en: 'This part is not the client’s.',
    de: 'Dieser Teil ist nicht der des Kunden.',
  },
  'cost-sharing.passed-on-already': {
    nl: 'Dit deel staat al op een factuur.',
    fr: 'Cette part figure déjà sur une facture.',
    en: 'This part is on an invoice already.',
    de: 'Dieser Teil steht schon auf einer Rechnung.',
  },
  'cost-sharing.given-back': {
    nl: 'Dit deel is teruggegeven.',
    fr: 'Cette part a été rendue.',
    en: 'This part was given back.',
    de: 'Dieser Teil wurde zurückgegeben.',
  },
  'cost-sharing.applied-already': {
    nl: 'Voor “{{service}}” is al gevraagd de kosten te delen; er is nog niet beslist.',
    fr: 'Le partage des coûts de « {{service}} » est déjà demandé ; la décision n’est pas prise.',
    en: 'Sharing the cost of “{{service}}” was asked for already; it is not decided yet.',
    de: 'Für „{{service}}“ ist Kostenteilung schon beantragt und noch nicht entschieden.',
  },
  'cost-sharing.granted-already': {
    nl: 'De kosten van “{{service}}” worden voor deze activiteit al gedeeld.',
    fr: 'Les coûts de « {{service}} » sont déjà partagés pour cette activité.',
    en: 'The cost of “{{service}}” is shared for this activity already.',
    de: 'Die Kosten von „{{service}}“ werden für diese Aktivität schon geteilt.',
  },
  'cost-sharing.refused': {
    nl: 'Niemand anders draagt een deel van “{{service}}”.',
    fr: 'Personne d’autre ne supporte une part de « {{service}} ».',
    en: 'Nobody else bears a part of “{{service}}”.',
    de: 'Niemand sonst trägt einen Teil von „{{service}}“.',
  },
  'cost-sharing.not-asked': {
    nl: 'Over de aanvraag is beslist, of ze is ingetrokken.',
    fr: 'La demande est décidée ou retirée.',
    en: 'The application is decided or withdrawn.',
    de: 'Der Antrag ist entschieden oder zurückgezogen.',
  },
  'cost-sharing.not-assessed': {
    nl: 'De aanvraag wacht op geen beslissing: eerst beoordeelt iemand ze.',
    fr: 'La demande n’attend pas de décision : quelqu’un doit d’abord l’évaluer.',
    en: 'The application waits for no decision: somebody assesses it first.',
    de: 'Der Antrag wartet auf keine Entscheidung: Erst beurteilt ihn jemand.',
  },
  'cost-sharing.own-application': {
    nl: 'Iemand anders oordeelt over wat u voor uw activiteit vraagt.',
    fr: 'Quelqu’un d’autre juge de ce que vous demandez pour votre activité.',
    en: 'Somebody else judges what you ask for your activity.',
    de: 'Jemand anderes urteilt über das, was Sie für Ihre Aktivität beantragen.',
  },
  'cost-sharing.own-assessment': {
    nl: 'Iemand anders beslist over wat u beoordeelde.',
    fr: 'Quelqu’un d’autre décide de ce que vous avez évalué.',
    en: 'Somebody else decides what you assessed.',
    de: 'Jemand anderes entscheidet über das, was Sie beurteilt haben.',
  },
  'cost-sharing.nothing-borne': {
    nl: 'De sector en de gemeenschap dragen niets: dat is een weigering.',
    fr: 'Le secteur et la communauté ne supportent rien : c’est un refus.',
    en: 'The sector and the community bear nothing: that is a refusal.',
    de: 'Der Sektor und die Gemeinschaft tragen nichts: Das ist eine Ablehnung.',
  },
  'cost-sharing.last-day-missing': {
    nl: 'Zeg tot welke dag ze geldt.',
    fr: 'Indiquez jusqu’à quel jour elle vaut.',
    en: 'Say until which day it holds.',
    de: 'Sagen Sie, bis zu welchem Tag sie gilt.',
  },
};
