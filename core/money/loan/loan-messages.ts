import type { Messages } from '../../platform/messages.js';

export const loanMessages: Messages = {
  'loan.more-than-owed': {
    nl: 'Er staat minder open dan dit bedrag.',
    fr: 'Il reste moins à rembourser que ce montant.',
    en: 'Less than this amount is still owed.',
    de: 'Es ist weniger als dieser Betrag offen.',
  },
  'closing.loans-open': {
    nl: 'Er zijn nog {{count}} leningen of waarborgen open.',
    fr: 'Il reste {{count}} prêts ou cautions en cours.',
    en: 'There are still {{count}} loans or deposits open.',
    de: 'Es sind noch {{count}} Darlehen oder Kautionen offen.',
  },
};
