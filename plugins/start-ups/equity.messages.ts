import type { Messages } from 'gezel/sdk';

/** What stands in the way of an event of the cap table. */
export const equityMessages: Messages = {
  'start-ups.equity-no-such-shares': {
    nl: 'Er zijn geen aandelen van de klasse {{shareClass}}.',
    fr: 'Il n’y a pas d’actions de la classe {{shareClass}}.',
    en: 'There are no shares of the class {{shareClass}}.',
    de: 'Es gibt keine Anteile der Klasse {{shareClass}}.',
  },
  'start-ups.equity-not-enough-shares': {
    nl: 'De houder heeft niet zoveel aandelen van de klasse {{shareClass}}.',
    fr: 'Le détenteur n’a pas autant d’actions de la classe {{shareClass}}.',
    en: 'The holder has not that many shares of the class {{shareClass}}.',
    de: 'Der Inhaber hat nicht so viele Anteile der Klasse {{shareClass}}.',
  },
  'start-ups.equity-split-leaves-fractions': {
    nl: 'De splitsing laat delen van aandelen van de klasse {{shareClass}} over.',
    fr: 'La division laisse des fractions d’actions de la classe {{shareClass}}.',
    en: 'The split leaves fractions of shares of the class {{shareClass}}.',
    de: 'Die Teilung lässt Bruchteile von Anteilen der Klasse {{shareClass}} übrig.',
  },
  'start-ups.equity-too-many-shares': {
    nl: 'Zoveel aandelen zijn er niet: de klasse {{shareClass}} zou te groot worden.',
    fr: 'Autant d’actions, c’est trop : la classe {{shareClass}} deviendrait trop grande.',
    en: 'That many shares are too many: the class {{shareClass}} would become too large.',
    de: 'So viele Anteile sind zu viele: Die Klasse {{shareClass}} würde zu groß.',
  },
  'start-ups.equity-above-authorised': {
    nl: 'Van de klasse {{shareClass}} zijn er hoogstens {{authorised}}.',
    fr: 'De la classe {{shareClass}}, il y en a {{authorised}} au plus.',
    en: 'Of the class {{shareClass}} there are at most {{authorised}}.',
    de: 'Von der Klasse {{shareClass}} gibt es höchstens {{authorised}}.',
  },
  'start-ups.equity-accepted-before': {
    nl: 'Dit is al aanvaard.',
    fr: 'Ceci a déjà été accepté.',
    en: 'This was accepted before.',
    de: 'Das wurde schon angenommen.',
  },
  'start-ups.equity-conversion-leaves-fractions': {
    nl: 'De omzetting laat delen van aandelen over.',
    fr: 'La conversion laisse des fractions d’actions.',
    en: 'The conversion leaves fractions of shares.',
    de: 'Die Umwandlung lässt Bruchteile von Anteilen übrig.',
  },
  'start-ups.equity-conversion-too-small': {
    nl: 'Voor dit geld is er geen enkel aandeel.',
    fr: 'Cet argent ne devient pas une seule action.',
    en: 'This money does not become a single share.',
    de: 'Dieses Geld wird nicht zu einem einzigen Anteil.',
  },
  'start-ups.equity-conversion-unpriced': {
    nl: '"{{security}}" heeft geen plafond dat telt: zeg welke prijs anderen betalen.',
    fr: '« {{security}} » n’a pas de plafond qui compte : dites le prix que d’autres paient.',
    en: '"{{security}}" has no cap that counts: say the price that others pay.',
    de: '„{{security}}“ hat keine Obergrenze, die zählt: Nennen Sie den Preis, den andere zahlen.',
  },
  'start-ups.equity-no-such-issuance': {
    nl: 'Deze gebeurtenis gaf niets uit, of wat ze uitgaf is ingetrokken.',
    fr: 'Cet événement n’a rien émis, ou ce qu’il a émis est retiré.',
    en: 'This event issued nothing, or what it issued was retracted.',
    de: 'Dieses Ereignis hat nichts ausgegeben, oder es wurde zurückgenommen.',
  },
  'start-ups.equity-no-such-security': {
    nl: 'Er is geen open effect van deze soort met die code.',
    fr: 'Aucun titre ouvert de ce genre ne porte ce code.',
    en: 'No open security of this kind has that code.',
    de: 'Kein offenes Wertrecht dieser Art hat diesen Code.',
  },
  'start-ups.equity-not-convertible': {
    nl: 'De klasse {{shareClass}} wordt in geen andere omgezet.',
    fr: 'La classe {{shareClass}} ne se convertit en aucune autre.',
    en: 'The class {{shareClass}} converts into no other.',
    de: 'Die Klasse {{shareClass}} wird in keine andere umgewandelt.',
  },
  'start-ups.equity-not-that-many': {
    nl: 'Er kunnen er nu hoogstens {{left}} zijn.',
    fr: 'Il peut y en avoir {{left}} au plus pour l’instant.',
    en: 'There can be at most {{left}} now.',
    de: 'Es können jetzt höchstens {{left}} sein.',
  },
  'start-ups.equity-plan-exhausted': {
    nl: 'Het plan heeft er nog {{left}} te geven.',
    fr: 'Le plan en a encore {{left}} à donner.',
    en: 'The plan has {{left}} left to give.',
    de: 'Der Plan hat noch {{left}} zu vergeben.',
  },
  'start-ups.equity-plan-in-use': {
    nl: '{{left}} van het plan zijn al toegezegd of opgenomen.',
    fr: '{{left}} du plan sont déjà promises ou levées.',
    en: '{{left}} of the plan are promised or taken already.',
    de: '{{left}} des Plans sind schon zugesagt oder bezogen.',
  },
  'start-ups.equity-retracted-too-late': {
    nl: 'Hier is al iets mee gebeurd: het wordt niet meer ingetrokken.',
    fr: 'Il s’est déjà passé quelque chose : on ne le retire plus.',
    en: 'Something came of it already: it is retracted no more.',
    de: 'Damit ist schon etwas geschehen: Es wird nicht mehr zurückgenommen.',
  },
  'start-ups.equity-same-holder': {
    nl: 'Het is al van deze houder.',
    fr: 'C’est déjà à ce détenteur.',
    en: 'It is this holder’s already.',
    de: 'Es gehört diesem Inhaber schon.',
  },
  'start-ups.equity-security-expired': {
    nl: '"{{security}}" verviel na {{day}}.',
    fr: '« {{security}} » a expiré après le {{day}}.',
    en: '"{{security}}" expired after {{day}}.',
    de: '„{{security}}“ verfiel nach dem {{day}}.',
  },
  'start-ups.equity-security-taken': {
    nl: 'De code "{{security}}" is al van iets anders.',
    fr: 'Le code « {{security}} » est déjà celui d’autre chose.',
    en: 'The code "{{security}}" is already something else’s.',
    de: 'Der Code „{{security}}“ gehört schon zu etwas anderem.',
  },
};
