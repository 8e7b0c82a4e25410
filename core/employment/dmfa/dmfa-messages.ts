import type { Messages } from '../../platform/messages.js';

export const dmfaMessages: Messages = {
  'dmfa.no-worker-code': {
    nl: 'Voor "{{workerClass}}" is geen werknemerskengetal bekend ({{year}}/{{quarter}}).',
    fr: 'Aucun code travailleur n’est connu pour « {{workerClass}} » ({{year}}/{{quarter}}).',
    en: 'No worker code is known for "{{workerClass}}" ({{year}}/{{quarter}}).',
    de: 'Für „{{workerClass}}“ ist keine Arbeitnehmerkennzahl bekannt ({{year}}/{{quarter}}).',
  },
  'dmfa.no-national-number': {
    nl: 'Van {{worker}} is geen rijksregisternummer bekend.',
    fr: 'Le numéro de registre national de {{worker}} n’est pas connu.',
    en: 'No national number is known of {{worker}}.',
    de: 'Von {{worker}} ist keine Nationalregisternummer bekannt.',
  },
  'dmfa.more-without-number': {
    nl: 'Van nog {{count}} andere mensen is geen rijksregisternummer bekend.',
    fr: 'Le numéro de registre national de {{count}} autres personnes n’est pas connu.',
    en: 'Of {{count}} other people no national number is known either.',
    de: 'Auch von {{count}} weiteren Personen ist keine Nationalregisternummer bekannt.',
  },
  'dmfa.pay-not-kept': {
    nl: 'Van {{count}} overeenkomsten is de loonberekening niet bewaard.',
    fr: 'Le calcul de la paie de {{count}} contrats n’a pas été conservé.',
    en: 'Of {{count}} contracts it was not kept how their pay was computed.',
    de: 'Von {{count}} Verträgen wurde die Lohnberechnung nicht aufbewahrt.',
  },
};
