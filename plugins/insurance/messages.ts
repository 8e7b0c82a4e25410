import type { Messages } from 'gezel/sdk';

/** What this plugin can say, by code. */
export const messages: Messages = {
  'insurance.no-thing': {
    nl: 'Dit is niet de id van een ding.',
    fr: 'Ceci n’est pas l’identifiant d’une chose.',
    en: 'This is not the id of a thing.',
    de: 'Das ist nicht die Id eines Dings.',
  },
  'insurance.above-value': {
    nl: 'Er is meer verloren dan verzekerd was.',
    fr: 'La perte dépasse ce qui était assuré.',
    en: 'More was lost than was insured.',
    de: 'Der Verlust ist höher als das Versicherte.',
  },
  'insurance.activity-closed': {
    nl: 'De activiteit is gesloten.',
    fr: 'L’activité est clôturée.',
    en: 'The activity is closed.',
    de: 'Die Aktivität ist geschlossen.',
  },
  'insurance.cover-ends-early': {
    nl: 'De dekking eindigt op {{until}}, voor ze op {{from}} begint.',
    fr: 'La couverture prend fin le {{until}}, avant de commencer le {{from}}.',
    en: 'The cover ends on {{until}}, before it begins on {{from}}.',
    de: 'Der Schutz endet am {{until}}, bevor er am {{from}} beginnt.',
  },
  'insurance.cover-in-the-past': {
    nl: 'Een dekking begint ten vroegste vandaag.',
    fr: 'Une couverture commence au plus tôt aujourd’hui.',
    en: 'A cover begins today at the earliest.',
    de: 'Ein Schutz beginnt frühestens heute.',
  },
  'insurance.cover-too-long': {
    nl: 'Een dekking duurt hoogstens {{limit}} dagen.',
    fr: 'Une couverture dure au plus {{limit}} jours.',
    en: 'A cover lasts at most {{limit}} days.',
    de: 'Ein Schutz dauert höchstens {{limit}} Tage.',
  },
  'insurance.key-used': {
    nl: 'Deze sleutel is al voor een andere dekking gebruikt.',
    fr: 'Cette clé a déjà servi pour une autre couverture.',
    en: 'This key was already used for another cover.',
    de: 'Dieser Schlüssel wurde schon für einen anderen Schutz benutzt.',
  },
  'insurance.need-decided': {
    nl: 'Daarover is al beslist, of het is van een andere activiteit.',
    fr: 'C’est déjà décidé, ou cela relève d’une autre activité.',
    en: 'That has been decided, or is of another activity.',
    de: 'Das ist schon entschieden oder gehört zu einer anderen Aktivität.',
  },
  'insurance.no-policy': {
    nl: 'Geen polis dekt dit risico vanaf {{from}} voor die waarde ({{risk}}).',
    fr: 'Aucune police ne couvre ce risque à partir du {{from}} pour cette valeur ({{risk}}).',
    en: 'No policy covers this risk from {{from}} on for that value ({{risk}}).',
    de: 'Keine Police deckt dieses Risiko ab dem {{from}} für diesen Wert ({{risk}}).',
  },
  'insurance.not-active': {
    nl: 'De verzekeraar heeft deze dekking niet bevestigd.',
    fr: 'L’assureur n’a pas confirmé cette couverture.',
    en: 'The insurer has not confirmed this cover.',
    de: 'Der Versicherer hat diesen Schutz nicht bestätigt.',
  },
  'insurance.not-now': {
    nl: 'Dat kan niet in de huidige stand ({{status}}).',
    fr: 'Ce n’est pas possible dans l’état actuel ({{status}}).',
    en: 'That is not possible in its present state ({{status}}).',
    de: 'Das ist beim jetzigen Stand nicht möglich ({{status}}).',
  },
  'insurance.of-assignment': {
    nl: 'Deze dekking hoort bij een opdracht: annuleer de opdracht.',
    fr: 'Cette couverture fait partie d’une mission : annulez la mission.',
    en: 'This cover belongs to an assignment: cancel the assignment.',
    de: 'Dieser Schutz gehört zu einem Auftrag: Stornieren Sie den Auftrag.',
  },
  'insurance.outside-cover': {
    nl: 'De dekking geldt van {{fromDay}} tot en met {{untilDay}}, en wat nog moet gebeuren is geen schade.',
    fr: 'La couverture vaut du {{fromDay}} au {{untilDay}}, et ce qui est à venir n’est pas un sinistre.',
    en: 'The cover holds from {{fromDay}} to {{untilDay}}, and what is still to come is no loss.',
    de: 'Der Schutz gilt vom {{fromDay}} bis {{untilDay}}, und was noch kommt, ist kein Schaden.',
  },
  'insurance.refused': {
    nl: 'De verzekeraar weigert: {{reason}}',
    fr: 'L’assureur refuse : {{reason}}',
    en: 'The insurer refuses: {{reason}}',
    de: 'Der Versicherer lehnt ab: {{reason}}',
  },
  'insurance.value-needed': {
    nl: 'Voor deze dekking ({{risk}}, {{from}} tot {{until}}) moet de waarde gekend zijn: vul ze in.',
    fr: 'Pour cette couverture ({{risk}}, du {{from}} au {{until}}), il faut la valeur : indiquez-la.',
    en: 'For this cover ({{risk}}, {{from}} to {{until}}) the value must be known: fill it in.',
    de: 'Für diesen Schutz ({{risk}}, {{from}} bis {{until}}) muss der Wert bekannt sein: Geben Sie ihn an.',
  },
  'insurance.tariff-in-the-past': {
    nl: 'Een tarief geldt ten vroegste vanaf vandaag, niet vanaf {{fromDay}}.',
    fr: 'Un tarif s’applique au plus tôt à partir d’aujourd’hui, pas du {{fromDay}}.',
    en: 'A tariff holds from today at the earliest, not from {{fromDay}}.',
    de: 'Ein Tarif gilt frühestens ab heute, nicht ab dem {{fromDay}}.',
  },
};
