import type { DomainPart } from '../../platform/domain-part.js';
import type { Messages } from '../../platform/messages.js';
import { FeeResolver } from './fee.resolver.js';
import { monthlyFees } from './monthly-fees.js';

const messages: Messages = {
  'fee.amount-negative': {
    nl: 'Het vaste deel kan niet onder nul liggen.',
    fr: 'La partie fixe ne peut être négative.',
    en: 'The fixed part cannot be below zero.',
    de: 'Der feste Teil kann nicht unter null liegen.',
  },
  'fee.brackets-not-rising': {
    nl: 'De schijven stijgen en de laatste heeft geen einde; er zijn er hoogstens 50.',
    fr: 'Les tranches montent et la dernière est sans fin ; 50 au maximum.',
    en: 'The brackets rise and the last is without end; at most 50.',
    de: 'Die Stufen steigen und die letzte ist ohne Ende; höchstens 50.',
  },
  'fee.ends-before': {
    nl: 'De laatste dag ligt niet na de eerste.',
    fr: 'La fin n’est pas après le début.',
    en: 'The end does not lie after the start.',
    de: 'Das Ende liegt nicht nach dem Anfang.',
  },
  'fee.rate-or-brackets': {
    nl: 'Geef een tarief of schijven, niet allebei.',
    fr: 'Donnez un taux ou des tranches, pas les deux.',
    en: 'Give a rate or brackets, not both.',
    de: 'Geben Sie einen Satz oder Stufen an, nicht beides.',
  },
  'fee.rate-out-of-range': {
    nl: 'Het tarief gaat van 0 tot 100 % met hoogstens drie decimalen.',
    fr: 'Le taux va de 0 à 100 % avec trois décimales au plus.',
    en: 'The rate is from 0 to 100 % with at most three decimals.',
    de: 'Der Satz reicht von 0 bis 100 % mit höchstens drei Dezimalen.',
  },
  'fee.rule-in-past': {
    nl: 'Dit kan vanaf vandaag gelden, {{today}}, niet eerder.',
    fr: 'Ceci peut valoir dès aujourd’hui, {{today}}, pas avant.',
    en: 'This can hold from today, {{today}}, not earlier.',
    de: 'Das kann ab heute, {{today}}, gelten, nicht früher.',
  },
  'fee.rule-same-day': {
    nl: 'Vanaf die dag bestaat al een regel.',
    fr: 'Une règle commence déjà ce jour-là.',
    en: 'A rule already begins on that day.',
    de: 'An diesem Tag beginnt schon eine Regel.',
  },
};

/** What the co-operative keeps of the income of activities. */
export const fees: DomainPart = { resolvers: [FeeResolver], messages, jobs: [monthlyFees] };
