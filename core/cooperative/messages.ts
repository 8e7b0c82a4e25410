import type { Messages } from '../platform/messages.js';

export const cooperativeMessages: Messages = {
  'plugin.unknown': {
    nl: 'Op deze server staat geen plug-in "{{plugin}}".',
    fr: 'Ce serveur ne connaît pas de module « {{plugin}} ».',
    en: 'This server has no plugin "{{plugin}}".',
    de: 'Auf diesem Server gibt es kein Modul „{{plugin}}“.',
  },
  'plugin.archived': {
    nl: 'De plug-in "{{plugin}}" is gearchiveerd; zet die eerst terug.',
    fr: 'Le module « {{plugin}} » est archivé ; restaurez-le d’abord.',
    en: 'The plugin "{{plugin}}" is archived; restore it first.',
    de: 'Das Modul „{{plugin}}“ ist archiviert; stellen Sie es zuerst wieder her.',
  },
  'plugin.already-enabled': {
    nl: 'De plug-in "{{plugin}}" staat al aan.',
    fr: 'Le module « {{plugin}} » est déjà activé.',
    en: 'The plugin "{{plugin}}" is already switched on.',
    de: 'Das Modul „{{plugin}}“ ist bereits eingeschaltet.',
  },
  'plugin.not-enabled': {
    nl: 'De plug-in "{{plugin}}" staat niet aan.',
    fr: 'Le module « {{plugin}} » n’est pas activé.',
    en: 'The plugin "{{plugin}}" is not switched on.',
    de: 'Das Modul „{{plugin}}“ ist nicht eingeschaltet.',
  },
  'plugin.archived-already': {
    nl: 'De plug-in "{{plugin}}" is al gearchiveerd.',
    fr: 'Le module « {{plugin}} » est déjà archivé.',
    en: 'The plugin "{{plugin}}" is archived already.',
    de: 'Das Modul „{{plugin}}“ ist bereits archiviert.',
  },
  'plugin.disable-first': {
    nl: 'Zet de plug-in "{{plugin}}" eerst uit.',
    fr: 'Désactivez d’abord le module « {{plugin}} ».',
    en: 'Switch the plugin "{{plugin}}" off first.',
    de: 'Schalten Sie das Modul „{{plugin}}“ zuerst aus.',
  },
  'plugin.archive-first': {
    nl: 'Archiveer de plug-in "{{plugin}}" eerst.',
    fr: 'Archivez d’abord le module « {{plugin}} ».',
    en: 'Archive the plugin "{{plugin}}" first.',
    de: 'Archivieren Sie das Modul „{{plugin}}“ zuerst.',
  },
  'plugin.nothing-kept': {
    nl: 'De coöperatie heeft niets van de plug-in "{{plugin}}".',
    fr: 'La coopérative n’a rien du module « {{plugin}} ».',
    en: 'The co-operative keeps nothing of the plugin "{{plugin}}".',
    de: 'Die Genossenschaft hat nichts vom Modul „{{plugin}}“.',
  },
  'plugin.not-archived': {
    nl: 'De plug-in "{{plugin}}" is niet gearchiveerd.',
    fr: 'Le module « {{plugin}} » n’est pas archivé.',
    en: 'The plugin "{{plugin}}" is not archived.',
    de: 'Das Modul „{{plugin}}“ ist nicht archiviert.',
  },
  'plugin.tables-aside': {
    nl: 'De tabellen van "{{plugin}}" staan niet klaar; de beheerder van de server zet de plug-in aan.',
    fr: 'Les tables de « {{plugin}} » ne sont pas en place ; l’exploitant du serveur active le module.',
    en: 'The tables of "{{plugin}}" are not in place; the operator of the server switches it on.',
    de: 'Die Tabellen von „{{plugin}}“ sind nicht bereit; der Betreiber des Servers schaltet es ein.',
  },
  'plugin.tables-absent': {
    nl: 'De tabellen van "{{plugin}}" zijn er nog niet: voer eerst de migraties uit.',
    fr: 'Les tables de « {{plugin}} » n’existent pas encore : lancez d’abord les migrations.',
    en: 'The tables of "{{plugin}}" are not there yet: run its migrations first.',
    de: 'Die Tabellen von „{{plugin}}“ fehlen noch: führen Sie zuerst die Migrationen aus.',
  },
  'plugin.bridge-needs': {
    nl: '"{{plugin}}" verbindt twee plug-ins: zet eerst "{{needed}}" aan.',
    fr: '« {{plugin}} » relie deux modules : activez d’abord « {{needed}} ».',
    en: '"{{plugin}}" joins two plugins: switch "{{needed}}" on first.',
    de: '„{{plugin}}“ verbindet zwei Module: schalten Sie zuerst „{{needed}}“ ein.',
  },
  'dead-letter.none': {
    nl: 'Er is niets blijven liggen dat hieraan voldoet.',
    fr: 'Aucun événement abandonné ne correspond.',
    en: 'No letter that was given up meets this.',
    de: 'Nichts Liegengebliebenes entspricht dem.',
  },
  'dead-letter.too-many': {
    nl: 'Noem er hoogstens {{limit}} tegelijk.',
    fr: 'Nommez-en {{limit}} à la fois au plus.',
    en: 'Name at most {{limit}} at a time.',
    de: 'Nennen Sie höchstens {{limit}} auf einmal.',
  },
  'api-token.expired': {
    nl: 'De laatste dag van het token ligt in het verleden.',
    fr: 'Le dernier jour du jeton est déjà passé.',
    en: 'The last day of the token is in the past.',
    de: 'Der letzte Tag des Tokens liegt in der Vergangenheit.',
  },
  'api-token.too-long': {
    nl: 'Een token geldt hoogstens een jaar: tot en met {{latest}}.',
    fr: 'Un jeton vaut un an au plus : jusqu’au {{latest}} inclus.',
    en: 'A token lasts at most a year: until {{latest}}, that day included.',
    de: 'Ein Token gilt höchstens ein Jahr: bis einschließlich {{latest}}.',
  },
  'api-token.without-scopes': {
    nl: 'Kies minstens één bevoegdheid die het token mag gebruiken.',
    fr: 'Choisissez au moins une autorisation que le jeton pourra utiliser.',
    en: 'Choose at least one permission that the token may use.',
    de: 'Wählen Sie mindestens eine Berechtigung, die das Token nutzen darf.',
  },
  'api-token.scope-not-held': {
    nl: 'U hebt zelf de bevoegdheid "{{scope}}" niet, dus een token van u ook niet.',
    fr: 'Vous n’avez pas l’autorisation « {{scope}} » ; votre jeton ne peut donc pas l’avoir.',
    en: 'You do not hold the permission "{{scope}}" yourself, so a token of yours cannot.',
    de: 'Sie haben die Berechtigung „{{scope}}“ selbst nicht, also auch kein Token von Ihnen.',
  },
  'api-token.too-many': {
    nl: 'U hebt al {{limit}} geldige tokens; trek er eerst een in.',
    fr: 'Vous avez déjà {{limit}} jetons valables ; révoquez-en un d’abord.',
    en: 'You already have {{limit}} live tokens; revoke one first.',
    de: 'Sie haben bereits {{limit}} gültige Tokens; widerrufen Sie zuerst eines.',
  },
};
