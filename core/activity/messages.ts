import type { Messages } from '../platform/messages.js';

export const activityMessages: Messages = {
  'activity.closed': {
    nl: 'De activiteit is gesloten.',
    fr: 'L’activité est clôturée.',
    en: 'The activity is closed.',
    de: 'Die Aktivität ist geschlossen.',
  },
  'activity.sector-unreadable': {
    nl: 'Schrijf de code van de sector in kleine letters, cijfers en koppeltekens.',
    fr: 'Écrivez le code du secteur en minuscules, chiffres et traits d’union.',
    en: 'Write the code of the sector in lower-case letters, digits and hyphens.',
    de: 'Schreiben Sie den Code des Sektors in Kleinbuchstaben, Ziffern und Bindestrichen.',
  },
  'activity.host-entity-needed': {
    nl: 'Kies de juridische entiteit die voor de activiteit factureert.',
    fr: 'Choisissez l’entité juridique qui facture pour l’activité.',
    en: 'Choose the legal entity that invoices for the activity.',
    de: 'Wählen Sie die juristische Person, die für die Aktivität Rechnungen stellt.',
  },
  'activity.member-not-active': {
    nl: 'Enkel een actief lid beheert een activiteit.',
    fr: 'Seul un membre actif gère une activité.',
    en: 'Only an active member manages an activity.',
    de: 'Nur ein aktives Mitglied führt eine Aktivität.',
  },
  'activity.member-not-identified': {
    nl: 'Voor wie een activiteit beheert, moet de identiteit vastgesteld zijn.',
    fr: 'L’identité de la personne qui gère une activité doit être établie.',
    en: 'The identity of whoever manages an activity must be established.',
    de: 'Wer eine Aktivität führt, dessen Identität muss festgestellt sein.',
  },
  'activity.team-full': {
    nl: 'Een team telt hoogstens {{limit}} leden.',
    fr: 'Une équipe compte au plus {{limit}} membres.',
    en: 'A team has at most {{limit}} members.',
    de: 'Ein Team hat höchstens {{limit}} Mitglieder.',
  },
  'activity.not-in-team': {
    nl: 'Dit lid werkt niet mee aan de activiteit.',
    fr: 'Ce membre ne participe pas à l’activité.',
    en: 'This member does not take part in the activity.',
    de: 'Dieses Mitglied nimmt nicht an der Aktivität teil.',
  },
  'activity.manager-stays': {
    nl: 'Wie de activiteit beheert, draagt die eerst over.',
    fr: 'La personne qui gère l’activité la transmet d’abord.',
    en: 'Whoever manages the activity hands it over first.',
    de: 'Wer die Aktivität führt, übergibt sie zuerst.',
  },
  'activity.same-manager': {
    nl: 'Dit lid beheert de activiteit al.',
    fr: 'Ce membre gère déjà l’activité.',
    en: 'This member already manages the activity.',
    de: 'Dieses Mitglied führt die Aktivität bereits.',
  },
  'invitation.nobody': {
    nl: 'Geen lid van de coöperatie heeft dit e-mailadres.',
    fr: 'Aucun membre de la coopérative n’a cette adresse e-mail.',
    en: 'No member of the co-operative has this e-mail address.',
    de: 'Kein Mitglied der Genossenschaft hat diese E-Mail-Adresse.',
  },
  'invitation.member-not-active': {
    nl: 'Enkel actieve leden kunnen uitgenodigd worden.',
    fr: 'Seuls des membres actifs peuvent être invités.',
    en: 'Only active members can be invited.',
    de: 'Nur aktive Mitglieder können eingeladen werden.',
  },
  'invitation.already-takes-part': {
    nl: 'Dit lid werkt al mee aan de activiteit.',
    fr: 'Ce membre participe déjà à l’activité.',
    en: 'This member already takes part in the activity.',
    de: 'Dieses Mitglied nimmt bereits an der Aktivität teil.',
  },
  'invitation.already-invited': {
    nl: 'Dit lid is al uitgenodigd en heeft nog niet geantwoord.',
    fr: 'Ce membre est déjà invité et n’a pas encore répondu.',
    en: 'This member is already invited and has not answered yet.',
    de: 'Dieses Mitglied ist bereits eingeladen und hat noch nicht geantwortet.',
  },
  'invitation.already-accepted': {
    nl: 'U werkt al mee aan deze activiteit.',
    fr: 'Vous participez déjà à cette activité.',
    en: 'You already take part in this activity.',
    de: 'Sie nehmen bereits an dieser Aktivität teil.',
  },
  'invitation.ended': {
    nl: 'Deze uitnodiging geldt niet meer; vraag een nieuwe.',
    fr: 'Cette invitation ne vaut plus ; demandez-en une nouvelle.',
    en: 'This invitation no longer holds; ask for a new one.',
    de: 'Diese Einladung gilt nicht mehr; bitten Sie um eine neue.',
  },
};
