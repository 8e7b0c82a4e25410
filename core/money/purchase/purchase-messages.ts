import type { Messages } from '../../platform/messages.js';

export const purchaseMessages: Messages = {
  'closing.open-purchases': {
    nl: 'Over {{count}} inkomende facturen is nog niet beslist.',
    fr: '{{count}} factures reçues attendent une décision.',
    en: '{{count}} incoming invoices are not decided over.',
    de: 'Über {{count}} Eingangsrechnungen ist noch nicht entschieden.',
  },
  'purchase.sum-differs': {
    nl: '{{what}} is {{stated}}, maar de som is {{computed}} (in centen).',
    fr: '{{what}} vaut {{stated}}, mais la somme est {{computed}} (en centimes).',
    en: '{{what}} says {{stated}}, but the sum is {{computed}} (in minor units).',
    de: '{{what}} ist {{stated}}, aber die Summe ist {{computed}} (in Cent).',
  },
  'purchase.tax-differs': {
    nl: 'De btw aan {{rate}} % klopt niet met de maatstaf van heffing.',
    fr: 'La TVA à {{rate}} % ne correspond pas à la base imposable.',
    en: 'The VAT at {{rate}} % does not fit its taxable amount.',
    de: 'Die MwSt. zu {{rate}} % passt nicht zur Bemessungsgrundlage.',
  },
  'purchase.without-lines': {
    nl: 'Het document heeft geen regels.',
    fr: 'Le document n’a pas de lignes.',
    en: 'The document has no lines.',
    de: 'Das Dokument hat keine Zeilen.',
  },
  'purchase.below-zero': {
    nl: 'Een bedrag is negatief; teruggaven horen op een creditnota.',
    fr: 'Un montant est négatif ; un remboursement demande une note de crédit.',
    en: 'An amount is below zero; money is given back by a credit note.',
    de: 'Ein Betrag ist negativ; Erstattungen gehören auf eine Gutschrift.',
  },
  'purchase.already-decided': {
    nl: 'Over dit document is al beslist: {{status}}.',
    fr: 'Ce document a déjà fait l’objet d’une décision : {{status}}.',
    en: 'This document has been decided over: {{status}}.',
    de: 'Über dieses Dokument ist schon entschieden: {{status}}.',
  },
  'purchase.unassigned': {
    nl: 'Zeg eerst voor welke activiteit dit document is.',
    fr: 'Dites d’abord pour quelle activité est ce document.',
    en: 'Say first for which activity this document is.',
    de: 'Sagen Sie zuerst, für welche Aktivität dieses Dokument ist.',
  },
  'purchase.self-billed': {
    nl: 'Een klant heeft dit in uw naam opgemaakt: aanvaard het als verkoop (acceptSelfBilled).',
    fr: 'Un client l’a établi en votre nom : acceptez-le comme vente (acceptSelfBilled).',
    en: 'A client made this out in your name: accept it as a sale (acceptSelfBilled).',
    de: 'Ein Kunde hat dies für Sie ausgestellt: Nehmen Sie es als Verkauf an (acceptSelfBilled).',
  },
  'purchase.not-self-billed': {
    nl: 'Een leverancier heeft dit opgemaakt: keur het goed als aankoop (approvePurchase).',
    fr: 'Un fournisseur l’a établi : approuvez-le comme achat (approvePurchase).',
    en: 'A supplier made this out: approve it as a purchase (approvePurchase).',
    de: 'Ein Lieferant hat dies ausgestellt: Genehmigen Sie es als Einkauf (approvePurchase).',
  },
  'purchase.client-needed': {
    nl: 'Noem de klant van de activiteit die dit heeft opgemaakt.',
    fr: 'Indiquez le client de l’activité qui l’a établi.',
    en: 'Name the client of the activity that made this out.',
    de: 'Nennen Sie den Kunden der Aktivität, der dies ausgestellt hat.',
  },
  'purchase.differs-from-lines': {
    nl: 'De sommen zijn niet die van lijnen, kortingen en toeslagen: vraag een verbeterd document.',
    fr: 'Les totaux ne sont pas ceux des lignes, remises et frais : demandez un document corrigé.',
    en: 'The sums are not those of lines, allowances and charges: ask for a corrected document.',
    de: 'Die Summen sind nicht die der Zeilen, Nachlässe und Zuschläge: Bitten Sie um Berichtigung.',
  },
  'purchase.sale-unknown': {
    nl: 'De factuur waarnaar deze creditnota verwijst, is hier niet als verkoop aanvaard.',
    fr: 'La facture à laquelle cette note de crédit renvoie n’est pas acceptée ici comme vente.',
    en: 'The invoice that this credit note refers to was not accepted here as a sale.',
    de: 'Die Rechnung, auf die sich die Gutschrift bezieht, ist hier nicht als Verkauf angenommen.',
  },
  'purchase.assigned-by-yourself': {
    nl: 'Wie een document toewijst, keurt het niet zelf goed.',
    fr: 'Qui attribue un document ne l’approuve pas soi-même.',
    en: 'Whoever assigns a document does not approve it.',
    de: 'Wer ein Dokument zuordnet, genehmigt es nicht selbst.',
  },
  'purchase.own-activity': {
    nl: 'U neemt deel aan deze activiteit: iemand anders keurt dit goed.',
    fr: 'Vous participez à cette activité : une autre personne doit l’approuver.',
    en: 'You take part in this activity: somebody else approves it.',
    de: 'Sie nehmen an dieser Aktivität teil: Jemand anderes genehmigt es.',
  },
  'purchase.deductible-out-of-range': {
    nl: 'De aftrekbare btw ligt tussen nul en de btw van het document.',
    fr: 'La TVA déductible va de zéro à la TVA du document.',
    en: 'The deductible VAT lies between zero and the VAT of the document.',
    de: 'Die abziehbare MwSt. liegt zwischen null und der MwSt. des Dokuments.',
  },
  'purchase.without-account': {
    nl: 'Het document noemt geen geldige rekening: geef er een, of zeg dat het al betaald is.',
    fr: 'Le document ne mentionne aucun compte valable : indiquez-en un, ou qu’il est déjà payé.',
    en: 'The document names no valid account: give one, or say that it is paid already.',
    de: 'Das Dokument nennt kein gültiges Konto: Geben Sie eines an, oder dass es bezahlt ist.',
  },
  'purchase.other-legal-entity': {
    nl: 'Dit document is voor een andere rechtspersoon dan die van de activiteit.',
    fr: 'Ce document est adressé à une autre personne morale que celle de l’activité.',
    en: 'This document was sent to another legal entity than that of the activity.',
    de: 'Dieses Dokument ging an eine andere juristische Person als die der Aktivität.',
  },
};
