import type { DomainPart } from '../../platform/domain-part.js';
import type { Messages } from '../../platform/messages.js';
import type { Transition } from '../../platform/write/transition.js';
import { Income } from './income.entity.js';
import { incomeRecorded, incomeReversed, incomes } from './income.policy.js';
import { ActivityIncomeResolver, IncomeResolver } from './income.resolver.js';

const messages: Messages = {
  'income.already-reversed': {
    nl: 'Deze inkomst is al teruggedraaid.',
    fr: 'Cette recette est déjà annulée.',
    en: 'This income is already reversed.',
    de: 'Diese Einnahme ist schon zurückgenommen.',
  },
  'income.line-overpays': {
    nl: 'Dit geld betaalde een factuur te veel: zeg eerst wat ermee gebeurt.',
    fr: 'Cet argent a payé une facture en trop : dites d’abord ce qu’il devient.',
    en: 'This money overpaid an invoice: say first what becomes of it.',
    de: 'Dieses Geld überzahlte eine Rechnung: Sagen Sie zuerst, was damit geschieht.',
  },
};

/** Income of an activity that is no invoice. */
export const income: DomainPart = {
  entities: [Income],
  resolvers: [IncomeResolver, ActivityIncomeResolver],
  sources: [incomes],
  transitions: [incomeRecorded, incomeReversed] as readonly Transition<unknown>[],
  messages,
};
