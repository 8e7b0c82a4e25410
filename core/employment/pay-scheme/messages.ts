import type { Messages } from '../../platform/messages.js';

export const paySchemeMessages: Messages = {
  'pay-scheme.coefficient': {
    nl: 'De coëfficiënt is een getal van 1 tot 99 met ten hoogste vijf decimalen.',
    fr: 'Le coefficient est un nombre de 1 à 99, avec cinq décimales au plus.',
    en: 'The coefficient is a number from 1 to 99 with at most five decimals.',
    de: 'Der Koeffizient ist eine Zahl von 1 bis 99 mit höchstens fünf Dezimalstellen.',
  },
  'pay-scheme.worker-code': {
    nl: 'Een werknemerskengetal heeft drie cijfers.',
    fr: 'Un code travailleur a trois chiffres.',
    en: 'A worker code has three digits.',
    de: 'Eine Arbeitnehmerkennzahl hat drei Ziffern.',
  },
  'pay-scheme.unknown-name': {
    nl: '"{{value}}" is niet bekend; wel: {{known}}.',
    fr: '« {{value}} » n’est pas connu ; le sont : {{known}}.',
    en: '"{{value}}" is not known; these are: {{known}}.',
    de: '„{{value}}“ ist nicht bekannt; bekannt sind: {{known}}.',
  },
  'pay-scheme.past': {
    nl: 'Een beslissing geldt vanaf vandaag of later, niet vanaf {{from}}.',
    fr: 'Une décision vaut dès aujourd’hui ou plus tard, pas dès le {{from}}.',
    en: 'A decision holds from today or later, not from {{from}}.',
    de: 'Eine Entscheidung gilt ab heute oder später, nicht ab dem {{from}}.',
  },
  'pay-scheme.taken': {
    nl: 'Vanaf {{from}} is al beslist; kies een latere dag.',
    fr: 'Une décision vaut déjà dès le {{from}} ; choisissez un jour ultérieur.',
    en: 'It is decided from {{from}} already; choose a later day.',
    de: 'Ab dem {{from}} ist bereits entschieden; wählen Sie einen späteren Tag.',
  },
};
