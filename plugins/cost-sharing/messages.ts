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
};
