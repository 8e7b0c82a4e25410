import type { Messages } from '../../platform/messages.js';

export const autonomyMessages: Messages = {
  'autonomy.amount-over-limit': {
    nl: '{{amount}} gaat boven {{limit}}, de grens van het niveau {{level}}: vraag goedkeuring.',
    fr: '{{amount}} dépasse {{limit}}, la limite du niveau {{level}} : demandez une approbation.',
    en: '{{amount}} is above {{limit}}, the limit of the level {{level}}: ask for an approval.',
    de: '{{amount}} liegt über {{limit}}, der Grenze der Stufe {{level}}: bitten Sie um Zustimmung.',
  },
  'autonomy.term-over-limit': {
    nl: 'Dit bindt {{days}} dagen en het niveau {{level}} hoogstens {{limit}}: vraag goedkeuring.',
    fr: 'Ceci engage {{days}} jours, le niveau {{level}} au plus {{limit}} : demandez une approbation.',
    en: 'This binds for {{days}} days, the level {{level}} for {{limit}}: ask for an approval.',
    de: 'Dies bindet {{days}} Tage, die Stufe {{level}} höchstens {{limit}}: bitten Sie um Zustimmung.',
  },
  'autonomy.workers-over-limit': {
    nl: '{{workers}} mensen in dienst in één maand; het niveau {{level}} laat er {{limit}} toe.',
    fr: '{{workers}} personnes employées en un mois ; le niveau {{level}} en permet {{limit}}.',
    en: '{{workers}} people employed in one month; the level {{level}} allows {{limit}}.',
    de: '{{workers}} Beschäftigte in einem Monat; die Stufe {{level}} erlaubt {{limit}}.',
  },
  'autonomy.approval-pending': {
    nl: 'De goedkeuring van "{{transition}}" is gevraagd en nog niet beantwoord.',
    fr: 'L’approbation de « {{transition}} » est demandée et attend une réponse.',
    en: 'The approval of "{{transition}}" was asked for and is not answered yet.',
    de: 'Die Zustimmung zu „{{transition}}“ ist erbeten und noch nicht beantwortet.',
  },
  'autonomy.approval-refused': {
    nl: 'De goedkeuring van "{{transition}}" is geweigerd; pas aan en vraag opnieuw.',
    fr: 'L’approbation de « {{transition}} » est refusée ; modifiez et demandez à nouveau.',
    en: 'The approval of "{{transition}}" was refused; change it and ask again.',
    de: 'Die Zustimmung zu „{{transition}}“ wurde verweigert; ändern Sie es und fragen Sie erneut.',
  },
  'autonomy.own-activity': {
    nl: 'Wie een activiteit beheert, bepaalt het niveau ervan niet zelf.',
    fr: 'La personne qui gère une activité n’en décide pas elle-même le niveau.',
    en: 'Whoever manages an activity does not decide its level.',
    de: 'Wer eine Aktivität führt, entscheidet nicht selbst über ihre Stufe.',
  },
  'autonomy.backdated': {
    nl: 'Een beslissing geldt ten vroegste vanaf vandaag, {{today}}, niet vanaf {{from}}.',
    fr: 'Une décision vaut au plus tôt dès aujourd’hui, {{today}}, non dès le {{from}}.',
    en: 'A decision holds from today, {{today}}, at the earliest, not from {{from}}.',
    de: 'Ein Beschluss gilt frühestens ab heute, {{today}}, nicht ab {{from}}.',
  },
  'autonomy.unlimited-step': {
    nl: '"{{transition}}" kan niet begrensd worden; wel {{known}}.',
    fr: '« {{transition}} » ne peut être limité ; le peuvent {{known}}.',
    en: '"{{transition}}" cannot be limited; these can: {{known}}.',
    de: '„{{transition}}“ kann nicht begrenzt werden; diese können es: {{known}}.',
  },
  'autonomy.negative-limit': {
    nl: 'Een grens is nul of meer.',
    fr: 'Une limite est de zéro ou plus.',
    en: 'A limit is zero or more.',
    de: 'Eine Grenze ist null oder mehr.',
  },
  'approval.already-asked': {
    nl: 'Voor deze stap is al een goedkeuring gevraagd of gegeven ({{status}}).',
    fr: 'Une approbation de cette étape est déjà demandée ou donnée ({{status}}).',
    en: 'An approval of this step is already asked for or given ({{status}}).',
    de: 'Eine Zustimmung zu diesem Schritt ist bereits erbeten oder erteilt ({{status}}).',
  },
  'approval.not-open': {
    nl: 'Deze aanvraag is al {{status}}.',
    fr: 'Cette demande est déjà {{status}}.',
    en: 'This request is already {{status}}.',
    de: 'Diese Anfrage ist bereits {{status}}.',
  },
  'approval.own-request': {
    nl: 'Wie het vroeg of de activiteit beheert, keurt niet zelf goed.',
    fr: 'La personne qui demande ou qui gère l’activité n’approuve pas elle-même.',
    en: 'Whoever asked, or manages the activity, does not approve it.',
    de: 'Wer gefragt hat oder die Aktivität führt, stimmt nicht selbst zu.',
  },
};
