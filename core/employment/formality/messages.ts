import type { Messages } from '../../platform/messages.js';

export const formalityMessages: Messages = {
  'formality.not-open': {
    nl: 'Deze formaliteit is al {{status}}.',
    fr: 'Cette formalité est déjà {{status}}.',
    en: 'This formality is already {{status}}.',
    de: 'Diese Formalität ist bereits {{status}}.',
  },
};
