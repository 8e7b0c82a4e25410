import type { DomainPart } from '../../platform/domain-part.js';
import type { Messages } from '../../platform/messages.js';
import type { Transition } from '../../platform/write/transition.js';
import { carrying } from './carry-transfers.js';
import { intercoopSent, intercoopSettled, intercoopTransfers } from './intercoop.policy.js';
import { ActivityIntercoopResolver, IntercoopResolver } from './intercoop.resolver.js';
import { IntercoopTransfer } from './intercoop-transfer.entity.js';

const messages: Messages = {
  'intercoop.no-partner': {
    nl: 'U bent geen actief lid van een andere coöperatie met deze naam.',
    fr: 'Vous n’êtes membre actif d’aucune autre coopérative de ce nom.',
    en: 'You are no active member of another co-operative of this name.',
    de: 'Sie sind kein aktives Mitglied einer anderen Genossenschaft dieses Namens.',
  },
  'intercoop.nothing-owed': {
    nl: 'Er is niets aan deze coöperatie verschuldigd.',
    fr: 'Rien n’est dû à cette coopérative.',
    en: 'Nothing is owed to this co-operative.',
    de: 'Dieser Genossenschaft wird nichts geschuldet.',
  },
  'intercoop.no-payer': {
    nl: 'Zeg welke juridische entiteit betaalt, of met welke bankbeweging het geld kwam.',
    fr: 'Dites quelle entité juridique paie, ou par quel mouvement bancaire l’argent est venu.',
    en: 'Say which legal entity pays, or with which line of the bank the money came.',
    de: 'Sagen Sie, welche juristische Person zahlt oder mit welcher Bankbewegung das Geld kam.',
  },
  'intercoop.no-account': {
    nl: 'De andere coöperatie heeft geen rechtspersoon met een rekening.',
    fr: 'L’autre coopérative n’a aucune entité juridique avec un compte.',
    en: 'The other co-operative has no legal entity with an account.',
    de: 'Die andere Genossenschaft hat keine juristische Person mit einem Konto.',
  },
  'intercoop.more-than-owed': {
    nl: 'Dit is meer dan de andere coöperatie verschuldigd is.',
    fr: 'C’est plus que ce que l’autre coopérative doit.',
    en: 'This is more than the other co-operative owes.',
    de: 'Das ist mehr, als die andere Genossenschaft schuldet.',
  },
};

/** Money between the co-operatives of one platform. */
export const intercoop: DomainPart = {
  entities: [IntercoopTransfer],
  resolvers: [IntercoopResolver, ActivityIntercoopResolver],
  sources: [intercoopTransfers],
  transitions: [intercoopSent, intercoopSettled] as readonly Transition<unknown>[],
  messages,
  background: carrying,
};
