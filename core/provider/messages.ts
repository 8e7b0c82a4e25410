import type { Messages } from '../platform/messages.js';

export const providerMessages: Messages = {
  'provider.unknown': {
    nl: 'Geen actieve plug-in bevraagt een leverancier "{{provider}}".',
    fr: 'Aucun module actif n’interroge un fournisseur « {{provider}} ».',
    en: 'No plugin that is on asks a supplier "{{provider}}".',
    de: 'Kein eingeschaltetes Modul befragt einen Anbieter „{{provider}}“.',
  },
  'provider.bad-url': {
    nl: 'Geef een https-adres zonder gebruikersnaam, van hoogstens 1.000 tekens.',
    fr: 'Donnez une adresse https sans nom d’utilisateur, de 1 000 caractères au plus.',
    en: 'Give an https address without a user name, of at most 1,000 characters.',
    de: 'Geben Sie eine https-Adresse ohne Benutzernamen an, höchstens 1.000 Zeichen.',
  },
  'provider.settled-already': {
    nl: 'Deze vraag is al afgehandeld ({{state}}).',
    fr: 'Cette demande est déjà réglée ({{state}}).',
    en: 'This request was settled before ({{state}}).',
    de: 'Diese Anfrage ist bereits erledigt ({{state}}).',
  },
};
