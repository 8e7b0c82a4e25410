import type { Messages } from '../../platform/messages.js';

export const awaitedMessages: Messages = {
  'assign.one-of-both': {
    nl: 'Noem een verwachte betaling of een doel, en niet allebei.',
    fr: 'Indiquez un paiement attendu ou un objet, pas les deux.',
    en: 'Name an awaited payment or a purpose, and not both.',
    de: 'Nennen Sie eine erwartete Zahlung oder einen Zweck, nicht beides.',
  },
  'assign.other-direction': {
    nl: 'De beweging gaat de andere kant op dan wat verwacht wordt.',
    fr: 'Le mouvement va dans l’autre sens que ce qui est attendu.',
    en: 'The movement goes the other way than what is awaited.',
    de: 'Die Bewegung geht in die andere Richtung als das Erwartete.',
  },
  'assign.overpaid': {
    nl: 'Dit geld is te veel betaald voor een factuur: stuur het terug of match het.',
    fr: 'Cet argent est un trop-perçu d’une facture : renvoyez-le ou rapprochez-le.',
    en: 'This money is too much for an invoice: send it back or match it.',
    de: 'Dieses Geld ist für eine Rechnung zu viel: Senden Sie es zurück oder ordnen Sie es zu.',
  },
  'assign.parts-out-of-range': {
    nl: 'Geef 1 tot {{limit}} delen.',
    fr: 'Donnez de 1 à {{limit}} parts.',
    en: 'Give 1 to {{limit}} parts.',
    de: 'Geben Sie 1 bis {{limit}} Teile an.',
  },
  'assign.too-much': {
    nl: 'Dat is meer dan er nog verwacht wordt.',
    fr: 'C’est plus que ce qui est encore attendu.',
    en: 'That is more than is still awaited.',
    de: 'Das ist mehr, als noch erwartet wird.',
  },
  'assign.twice': {
    nl: 'Deze verwachte betaling staat er twee keer bij.',
    fr: 'Ce paiement attendu est cité deux fois.',
    en: 'This awaited payment is named twice.',
    de: 'Diese erwartete Zahlung ist zweimal genannt.',
  },
};
