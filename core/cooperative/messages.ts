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
