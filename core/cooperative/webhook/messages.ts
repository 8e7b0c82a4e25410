import type { Messages } from '../../platform/messages.js';

export const webhookMessages: Messages = {
  'webhook.url-unfit': {
    nl: 'Dit adres is niet geschikt: een volledig https-adres zonder wachtwoord.',
    fr: 'Cette adresse ne convient pas : une adresse https complète, sans mot de passe.',
    en: 'This address does not fit: a full https address without a password.',
    de: 'Diese Adresse ist ungeeignet: eine vollständige https-Adresse ohne Passwort.',
  },
  'webhook.types-unfit': {
    nl: 'Noem één tot vijftig soorten gebeurtenissen: "invoice.issued", "invoice.*" of "*".',
    fr: 'Nommez un à cinquante types d’événements : « invoice.issued », « invoice.* » ou « * ».',
    en: 'Name one to fifty types of events: "invoice.issued", "invoice.*" or "*".',
    de: 'Nennen Sie ein bis fünfzig Ereignistypen: „invoice.issued“, „invoice.*“ oder „*“.',
  },
  'webhook.too-many': {
    nl: 'Een lid heeft ten hoogste {{limit}} webhooks; beëindig er eerst een.',
    fr: 'Un membre a au plus {{limit}} webhooks ; mettez-en d’abord un hors service.',
    en: 'A member has at most {{limit}} webhooks; end one first.',
    de: 'Ein Mitglied hat höchstens {{limit}} Webhooks; beenden Sie zuerst einen.',
  },
};
