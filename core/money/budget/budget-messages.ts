import type { Messages } from '../../platform/messages.js';

/** What is said about projects, budgets and transfers. */
export const budgetMessages: Messages = {
  'budget.activity-closed': {
    nl: 'De activiteit is gesloten.',
    fr: 'L’activité est fermée.',
    en: 'The activity is closed.',
    de: 'Die Aktivität ist geschlossen.',
  },
  'budget.closed': {
    nl: 'Dit budget is afgesloten.',
    fr: 'Ce budget est clos.',
    en: 'This budget is closed.',
    de: 'Dieses Budget ist abgeschlossen.',
  },
  'budget.kind': {
    nl: 'Kies elke soort één keer uit: {{kinds}}.',
    fr: 'Choisissez chaque sorte une fois parmi : {{kinds}}.',
    en: 'Choose each kind once, of: {{kinds}}.',
    de: 'Wählen Sie jede Art einmal aus: {{kinds}}.',
  },
  'budget.no-project': {
    nl: 'Dit is geen project van de activiteit.',
    fr: 'Ce n’est pas un projet de l’activité.',
    en: 'This is no project of the activity.',
    de: 'Das ist kein Projekt der Aktivität.',
  },
  'budget.other-activity': {
    nl: 'Dit document is niet van de activiteit van het project.',
    fr: 'Ce document n’est pas de l’activité du projet.',
    en: 'This document is not of the project’s activity.',
    de: 'Dieses Dokument gehört nicht zur Aktivität des Projekts.',
  },
  'budget.passed': {
    nl: 'Het budget "{{title}}" plant {{planned}} {{currency}} voor {{kind}}; hiermee komt het op {{bound}}.',
    fr: 'Le budget « {{title}} » prévoit {{planned}} {{currency}} pour {{kind}} ; ceci le porte à {{bound}}.',
    en: 'The budget "{{title}}" plans {{planned}} {{currency}} for {{kind}}; this brings it to {{bound}}.',
    de: 'Das Budget „{{title}}“ plant {{planned}} {{currency}} für {{kind}}; hiermit kommt es auf {{bound}}.',
  },
  'budget.planned': {
    nl: 'Dit is geen bedrag in {{currency}}.',
    fr: 'Ceci n’est pas un montant en {{currency}}.',
    en: 'This is no amount of {{currency}}.',
    de: 'Das ist kein Betrag in {{currency}}.',
  },
  'budget.project-closed': {
    nl: 'Dit project is afgesloten.',
    fr: 'Ce projet est clos.',
    en: 'This project is closed.',
    de: 'Dieses Projekt ist abgeschlossen.',
  },
  'budget.too-many': {
    nl: 'De activiteit heeft er al {{limit}}.',
    fr: 'L’activité en a déjà {{limit}}.',
    en: 'The activity has {{limit}} of them already.',
    de: 'Die Aktivität hat schon {{limit}} davon.',
  },
  'budget.until-before-from': {
    nl: 'De laatste dag komt niet voor de eerste.',
    fr: 'Le dernier jour ne précède pas le premier.',
    en: 'The last day does not come before the first.',
    de: 'Der letzte Tag liegt nicht vor dem ersten.',
  },
  'budget.without-lines': {
    nl: 'Een budget heeft minstens één lijn.',
    fr: 'Un budget a au moins une ligne.',
    en: 'A budget has at least one line.',
    de: 'Ein Budget hat mindestens eine Zeile.',
  },
  'transfer.amount': {
    nl: 'Dit is geen bedrag in {{currency}} boven nul.',
    fr: 'Ceci n’est pas un montant en {{currency}} supérieur à zéro.',
    en: 'This is no amount of {{currency}} above zero.',
    de: 'Das ist kein Betrag in {{currency}} über null.',
  },
  'transfer.other-currency': {
    nl: 'De twee activiteiten rekenen in een andere munt.',
    fr: 'Les deux activités comptent dans des monnaies différentes.',
    en: 'The two activities count in different currencies.',
    de: 'Die beiden Aktivitäten rechnen in verschiedenen Währungen.',
  },
  'transfer.other-entity': {
    nl: 'De twee activiteiten horen bij een andere rechtspersoon.',
    fr: 'Les deux activités relèvent de personnes morales différentes.',
    en: 'The two activities belong to different legal entities.',
    de: 'Die beiden Aktivitäten gehören zu verschiedenen Rechtsträgern.',
  },
  'transfer.same-activity': {
    nl: 'Kies twee verschillende activiteiten.',
    fr: 'Choisissez deux activités différentes.',
    en: 'Choose two different activities.',
    de: 'Wählen Sie zwei verschiedene Aktivitäten.',
  },
};
