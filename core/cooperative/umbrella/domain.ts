import type { DomainPart } from '../../platform/domain-part.js';
import type { Messages } from '../../platform/messages.js';
import { UmbrellaResolver } from './umbrella.resolver.js';

const messages: Messages = {
  'cooperative.slug': {
    nl: 'Een korte naam is 2 tot 63 kleine letters, cijfers en streepjes, met een letter vooraan.',
    fr: 'Un nom court a 2 à 63 minuscules, chiffres et tirets, et commence par une lettre.',
    en: 'A short name is 2 to 63 lower-case letters, digits and hyphens, a letter first.',
    de: 'Ein Kurzname hat 2 bis 63 Kleinbuchstaben, Ziffern und Bindestriche, zuerst ein Buchstabe.',
  },
  'cooperative.slug-taken': {
    nl: 'Een andere coöperatie heeft deze korte naam al.',
    fr: 'Une autre coopérative a déjà ce nom court.',
    en: 'Another co-operative already has this short name.',
    de: 'Eine andere Genossenschaft hat diesen Kurznamen bereits.',
  },
  'cooperative.fee-rate': {
    nl: 'De bijdrage is een geheel getal van 0 tot 100.000 honderdduizendsten.',
    fr: 'La contribution est un entier de 0 à 100.000 cent-millièmes.',
    en: 'The fee is a whole number of 0 to 100,000 hundred-thousandths.',
    de: 'Der Beitrag ist eine ganze Zahl von 0 bis 100.000 Hunderttausendsteln.',
  },
  'cooperative.enterprise-number': {
    nl: 'Dit is geen geldig ondernemingsnummer.',
    fr: 'Ceci n’est pas un numéro d’entreprise valide.',
    en: 'This is not a valid enterprise number.',
    de: 'Dies ist keine gültige Unternehmensnummer.',
  },
};

/** Several co-operatives on one platform. */
export const umbrellaPart: DomainPart = { resolvers: [UmbrellaResolver], messages };
