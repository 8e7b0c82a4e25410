import type { Messages } from '../../platform/messages.js';

export const loanMessages: Messages = {
  'loan.more-than-expected': {
    nl: 'Op wat deze klant nog moet betalen, kan nog {{left}} {{currency}} worden geleend.',
    fr: 'Sur ce que ce client doit encore payer, {{left}} {{currency}} peuvent encore être prêtés.',
    en: 'Upon what this client is still to pay, {{left}} {{currency}} more can be lent.',
    de: 'Auf das, was dieser Kunde noch zu zahlen hat, können noch {{left}} {{currency}} geliehen werden.',
  },
  'loan.more-than-owed': {
    nl: 'Er staat minder open dan dit bedrag.',
    fr: 'Il reste moins à rembourser que ce montant.',
    en: 'Less than this amount is still owed.',
    de: 'Es ist weniger als dieser Betrag offen.',
  },
  'loan.assumed': {
    nl: 'Een bedrijf heeft deze schuld overgenomen: alleen de bank brengt er nog geld voor.',
    fr: 'Une société a repris cette dette : seule la banque apporte encore de l’argent pour elle.',
    en: 'A company has taken this debt over: only the bank brings money for it.',
    de: 'Eine Gesellschaft hat diese Schuld übernommen: Nur die Bank bringt noch Geld dafür.',
  },
  'loan.nothing-owed': {
    nl: 'Er staat niets meer open van deze lening.',
    fr: 'Il ne reste rien à rembourser de ce prêt.',
    en: 'Nothing of this loan is owed any more.',
    de: 'Von diesem Darlehen ist nichts mehr offen.',
  },
  'charge.more-than-left': {
    nl: 'Van deze prijs is minder dan dit bedrag over om terug te geven.',
    fr: 'Il reste moins que ce montant à rembourser de ce prix.',
    en: 'Less than this amount is left of the price to give back.',
    de: 'Von diesem Preis ist weniger als dieser Betrag übrig, um ihn zurückzugeben.',
  },
  'closing.loans-open': {
    nl: 'Er zijn nog {{count}} leningen of waarborgen open.',
    fr: 'Il reste {{count}} prêts ou cautions en cours.',
    en: 'There are still {{count}} loans or deposits open.',
    de: 'Es sind noch {{count}} Darlehen oder Kautionen offen.',
  },
};
