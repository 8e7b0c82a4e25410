import type { Messages } from '../../platform/messages.js';

export const minimumPayMessages: Messages = {
  'minimum-pay.below': {
    nl: 'Bruto {{gross}} is minder dan {{least}}, het minimum voor deze uren (functie {{function}}).',
    fr: 'Le brut de {{gross}} est sous {{least}}, le minimum de ces heures (fonction {{function}}).',
    en: 'Gross {{gross}} is below {{least}}, the minimum for these hours (function {{function}}).',
    de: 'Brutto {{gross}} liegt unter {{least}}, dem Minimum dieser Stunden (Funktion {{function}}).',
  },
  'minimum-pay.none-for-function': {
    nl: 'Geen minimumloon bekend voor {{function}} van paritair comité {{jointCommittee}} op {{day}}.',
    fr: 'Aucun salaire minimum connu pour {{function}}, commission {{jointCommittee}}, le {{day}}.',
    en: 'No minimum pay known of {{function}} in joint committee {{jointCommittee}} on {{day}}.',
    de: 'Kein Mindestlohn bekannt für {{function}}, Kommission {{jointCommittee}}, am {{day}}.',
  },
  'minimum-pay.function-needed': {
    nl: 'Noem de functie: paritair comité {{jointCommittee}} heeft loonschalen.',
    fr: 'Indiquez la fonction : la commission {{jointCommittee}} a des barèmes.',
    en: 'Name the function: joint committee {{jointCommittee}} has scales of pay.',
    de: 'Nennen Sie die Funktion: die Kommission {{jointCommittee}} hat Lohntabellen.',
  },
  'minimum-pay.scale-unknown': {
    nl: 'Er is geen loonschaal van paritair comité {{jointCommittee}} bekend op {{day}}.',
    fr: 'Aucun barème de la commission {{jointCommittee}} n’est connu le {{day}}.',
    en: 'No scale of pay of joint committee {{jointCommittee}} is known on {{day}}.',
    de: 'Keine Lohntabelle der Kommission {{jointCommittee}} ist am {{day}} bekannt.',
  },
  'minimum-pay.amount-malformed': {
    nl: 'Een minimumloon is meer dan nul, met hoogstens vier decimalen.',
    fr: 'Un salaire minimum est supérieur à zéro, avec quatre décimales au plus.',
    en: 'A minimum pay is more than zero, with at most four decimals.',
    de: 'Ein Mindestlohn ist größer als null, mit höchstens vier Dezimalen.',
  },
  'contract.function-malformed': {
    nl: '"{{function}}" is geen code van een functie.',
    fr: '« {{function}} » n’est pas un code de fonction.',
    en: '"{{function}}" is not the code of a function.',
    de: '„{{function}}“ ist kein Code einer Funktion.',
  },
  'law.figure-missing': {
    nl: 'Het cijfer "{{figure}}" dat op {{day}} geldt, is niet bekend.',
    fr: 'Le chiffre « {{figure}} » valable le {{day}} n’est pas connu.',
    en: 'The figure "{{figure}}" that holds on {{day}} is not known.',
    de: 'Die am {{day}} geltende Zahl „{{figure}}“ ist nicht bekannt.',
  },
};
