import type { Messages } from 'gezel/sdk';

export const messages: Messages = {
  'workspaces.nothing-free': {
    nl: 'Op {{day}} is er geen ruimte met een tarief de hele dag vrij.',
    fr: 'Le {{day}}, aucun espace avec un tarif n’est libre toute la journée.',
    en: 'On {{day}} no space with a tariff is free for the whole day.',
    de: 'Am {{day}} ist kein Raum mit einem Tarif den ganzen Tag frei.',
  },
  'workspaces.activity-closed': {
    nl: 'De activiteit is afgesloten.',
    fr: 'L’activité est clôturée.',
    en: 'The activity is closed.',
    de: 'Die Aktivität ist abgeschlossen.',
  },
  'workspaces.space-retired': {
    nl: 'Deze ruimte wordt niet meer aangeboden.',
    fr: 'Cet espace n’est plus proposé.',
    en: 'This space is no longer offered.',
    de: 'Dieser Raum wird nicht mehr angeboten.',
  },
  'workspaces.room-is-whole': {
    nl: 'Een zaal wordt als geheel geboekt.',
    fr: 'Une salle se réserve en entier.',
    en: 'A room is booked as a whole.',
    de: 'Ein Raum wird als Ganzes gebucht.',
  },
  'workspaces.no-tariff': {
    nl: 'Voor de categorie "{{category}}" is op {{day}} geen tarief bepaald: de coöperatie moet het vaststellen.',
    fr: 'Aucun tarif n’est fixé pour la catégorie « {{category}} » au {{day}} : la coopérative doit le fixer.',
    en: 'No tariff was decided for the category "{{category}}" on {{day}}: the co-operative has to.',
    de: 'Für die Kategorie „{{category}}“ gilt am {{day}} kein Tarif: Die Genossenschaft muss ihn festlegen.',
  },
  'workspaces.day-has-passed': {
    nl: '{{day}} is voorbij.',
    fr: 'Le {{day}} est passé.',
    en: '{{day}} has passed.',
    de: 'Der {{day}} ist vorbei.',
  },
  'workspaces.too-far-ahead': {
    nl: 'Zo ver vooruit als {{day}} kan nog niet geboekt worden.',
    fr: 'On ne peut pas encore réserver aussi loin que le {{day}}.',
    en: 'Bookings are not taken as far ahead as {{day}}.',
    de: 'So weit im Voraus wie {{day}} kann noch nicht gebucht werden.',
  },
  'workspaces.not-open': {
    nl: 'Op {{day}} is de ruimte dan niet open.',
    fr: 'Le {{day}}, l’espace n’est pas ouvert à ces heures.',
    en: 'On {{day}} the space is not open at that time.',
    de: 'Am {{day}} ist der Raum zu dieser Zeit nicht geöffnet.',
  },
  'workspaces.closed-that-day': {
    nl: 'Op {{day}} is de ruimte gesloten.',
    fr: 'L’espace est fermé le {{day}}.',
    en: 'The space is closed on {{day}}.',
    de: 'Am {{day}} ist der Raum geschlossen.',
  },
  'workspaces.taken': {
    nl: 'Op {{day}} is er dan niet genoeg vrij.',
    fr: 'Le {{day}}, il ne reste pas assez de place à ces heures.',
    en: 'On {{day}} not enough is free at that time.',
    de: 'Am {{day}} ist zu dieser Zeit nicht genug frei.',
  },
  'workspaces.day-has-bookings': {
    nl: 'Op {{day}} is de ruimte geboekt.',
    fr: 'L’espace est réservé le {{day}}.',
    en: 'The space is booked on {{day}}.',
    de: 'Am {{day}} ist der Raum gebucht.',
  },
  'workspaces.nothing-to-cancel': {
    nl: 'Er is niets meer te annuleren.',
    fr: 'Il n’y a plus rien à annuler.',
    en: 'There is nothing left to cancel.',
    de: 'Es gibt nichts mehr zu stornieren.',
  },
  'workspaces.no-such-slot': {
    nl: 'Dit is geen tijd van deze boeking die nog geannuleerd kan worden.',
    fr: 'Ce n’est pas un moment de cette réservation qui peut encore être annulé.',
    en: 'This is no slot of this booking that can still be cancelled.',
    de: 'Dies ist keine Zeit dieser Buchung, die noch storniert werden kann.',
  },
  'workspaces.dearer-than-planned': {
    nl: 'De ruimte kost intussen meer dan gepland.',
    fr: 'L’espace coûte entre-temps plus que prévu.',
    en: 'The space costs more by now than was planned.',
    de: 'Der Raum kostet inzwischen mehr als geplant.',
  },
};
