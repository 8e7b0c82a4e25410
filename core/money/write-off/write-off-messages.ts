import type { Messages } from '../../platform/messages.js';

export const writeOffMessages: Messages = {
  'invoice.written-off': {
    nl: 'Wat open stond, is afgeschreven; draai eerst de afschrijving terug.',
    fr: 'Le solde est passé en perte ; annulez d’abord la mise en perte.',
    en: 'What was due is written off; reverse the write-off first.',
    de: 'Der offene Betrag ist abgeschrieben; machen Sie die Abschreibung zuerst rückgängig.',
  },
  'write-off.evidence-missing': {
    nl: 'Zeg wat het verlies bewijst: zonder bewijs wordt de btw niet teruggegeven.',
    fr: 'Dites ce qui prouve la perte : sans preuve, la TVA n’est pas restituée.',
    en: 'Say what proves the loss: without proof the VAT is not given back.',
    de: 'Nennen Sie den Nachweis des Verlusts: Ohne ihn wird die MwSt. nicht erstattet.',
  },
  'write-off.fund-proposal': {
    nl: 'Voor het voorschot van het garantiefonds is een afschrijving gevraagd: beslis eerst daarover.',
    fr: 'Une mise en perte de l’avance du fonds est demandée : décidez-en d’abord.',
    en: 'A write-off of the fund’s advance is asked: decide that one first.',
    de: 'Eine Abschreibung des Vorschusses des Fonds ist beantragt: Entscheiden Sie zuerst darüber.',
  },
  'write-off.future': {
    nl: 'Een verlies dat nog komt, wordt niet afgeschreven.',
    fr: 'Une perte à venir n’est pas passée en perte.',
    en: 'A loss that is still to come is not written off.',
    de: 'Ein künftiger Verlust wird nicht abgeschrieben.',
  },
  'write-off.ground-unknown': {
    nl: 'Deze grond bestaat niet op die dag.',
    fr: 'Ce motif n’existe pas à ce jour.',
    en: 'There is no such ground on that day.',
    de: 'Diesen Grund gibt es an jenem Tag nicht.',
  },
  'write-off.live': {
    nl: 'Voor deze factuur is al een afschrijving gevraagd of goedgekeurd.',
    fr: 'Une mise en perte est déjà demandée ou approuvée pour cette facture.',
    en: 'A write-off is already asked or approved for this invoice.',
    de: 'Für diese Rechnung ist bereits eine Abschreibung beantragt oder genehmigt.',
  },
  'write-off.not-approved': {
    nl: 'Alleen een goedgekeurde afschrijving wordt teruggedraaid.',
    fr: 'Seule une mise en perte approuvée s’annule.',
    en: 'Only an approved write-off is reversed.',
    de: 'Nur eine genehmigte Abschreibung wird rückgängig gemacht.',
  },
};
