import type { Messages } from 'gezel/sdk';

/** What can be said of a spin-off, by code. */
export const spinOffMessages: Messages = {
  'start-ups.spin-off-open': {
    nl: 'Er loopt al een dossier van deze activiteit.',
    fr: 'Un dossier de cette activité est déjà en cours.',
    en: 'A file of this activity is already under way.',
    de: 'Für diese Aktivität läuft schon eine Akte.',
  },
  'start-ups.spin-off-too-large': {
    nl: 'De inventaris telt {{count}} zaken: hoogstens {{limit}}.',
    fr: 'L’inventaire compte {{count}} éléments : {{limit}} au plus.',
    en: 'The inventory has {{count}} items: at most {{limit}}.',
    de: 'Das Inventar hat {{count}} Posten: höchstens {{limit}}.',
  },
  'start-ups.spin-off-no-item': {
    nl: 'Dit staat niet in de inventaris van dit dossier.',
    fr: 'Ceci ne figure pas à l’inventaire de ce dossier.',
    en: 'This is not in the inventory of this file.',
    de: 'Dies steht nicht im Inventar dieser Akte.',
  },
  'start-ups.spin-off-inventory-grew': {
    nl: 'Er kwamen {{count}} zaken bij: maak de inventaris opnieuw op.',
    fr: '{{count}} éléments se sont ajoutés : refaites l’inventaire.',
    en: '{{count}} things have come since: take up the inventory again.',
    de: '{{count}} Posten sind hinzugekommen: Nehmen Sie das Inventar neu auf.',
  },
  'start-ups.spin-off-undecided': {
    nl: 'Over {{count}} zaken is niet beslist.',
    fr: 'Rien n’est décidé pour {{count}} éléments.',
    en: 'Nothing is decided about {{count}} items.',
    de: 'Über {{count}} Posten ist nicht entschieden.',
  },
  'start-ups.spin-off-decided-otherwise': {
    nl: 'Van {{count}} zaken kan niet worden wat beslist is.',
    fr: 'Ce qui est décidé ne peut l’être pour {{count}} éléments.',
    en: 'What is decided cannot become of {{count}} items.',
    de: 'Was entschieden ist, ist für {{count}} Posten nicht möglich.',
  },
  'start-ups.spin-off-without-consent': {
    nl: 'Van {{count}} schulden ontbreekt de instemming van de schuldeiser.',
    fr: 'Il manque l’accord du créancier pour {{count}} dettes.',
    en: 'The creditor’s consent is missing of {{count}} debts.',
    de: 'Für {{count}} Schulden fehlt die Zustimmung des Gläubigers.',
  },
  'start-ups.spin-off-no-shares': {
    nl: 'Niemand heeft aandelen van het bedrijf.',
    fr: 'Personne ne détient d’actions de la société.',
    en: 'Nobody has shares of the company.',
    de: 'Niemand hat Anteile der Gesellschaft.',
  },
  'start-ups.spin-off-too-early': {
    nl: 'De overdracht is pas op {{day}}.',
    fr: 'Le transfert n’a lieu que le {{day}}.',
    en: 'The transfer is not before {{day}}.',
    de: 'Die Übertragung ist erst am {{day}}.',
  },
  'start-ups.spin-off-unsettled': {
    nl: 'Nog niet afgehandeld: {{count}} van de soort {{kind}}.',
    fr: 'Pas encore réglé : {{count}} du type {{kind}}.',
    en: 'Not yet settled: {{count}} of the kind {{kind}}.',
    de: 'Noch nicht erledigt: {{count}} der Art {{kind}}.',
  },
  'start-ups.four-eyes': {
    nl: 'Dit doet iemand anders dan wie het dossier opmaakte, beoordeelde of de activiteit beheert.',
    fr: 'C’est à une autre personne que celle qui a préparé ou jugé le dossier ou gère l’activité.',
    en: 'This is for somebody else than who prepared or judged the file or manages the activity.',
    de: 'Das tut jemand anderes, als wer die Akte vorbereitet oder beurteilt hat oder die Aktivität leitet.',
  },
  'start-ups.spin-off-is-draft': {
    nl: 'Het dossier is nog een ontwerp.',
    fr: 'Le dossier est encore un projet.',
    en: 'The file is still a draft.',
    de: 'Die Akte ist noch ein Entwurf.',
  },
  'start-ups.spin-off-is-submitted': {
    nl: 'Het dossier is ingediend.',
    fr: 'Le dossier est introduit.',
    en: 'The file is submitted.',
    de: 'Die Akte ist eingereicht.',
  },
  'start-ups.spin-off-is-approved': {
    nl: 'Het dossier is goedgekeurd.',
    fr: 'Le dossier est approuvé.',
    en: 'The file is approved.',
    de: 'Die Akte ist genehmigt.',
  },
  'start-ups.spin-off-is-refused': {
    nl: 'Het dossier is geweigerd.',
    fr: 'Le dossier est refusé.',
    en: 'The file is refused.',
    de: 'Die Akte ist abgelehnt.',
  },
  'start-ups.spin-off-is-transferred': {
    nl: 'De overdracht is gebeurd.',
    fr: 'Le transfert a eu lieu.',
    en: 'The transfer has been carried out.',
    de: 'Die Übertragung ist erfolgt.',
  },
  'start-ups.spin-off-is-withdrawn': {
    nl: 'Het dossier is ingetrokken.',
    fr: 'Le dossier est retiré.',
    en: 'The file is withdrawn.',
    de: 'Die Akte ist zurückgezogen.',
  },
};
