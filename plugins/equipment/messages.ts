import type { Messages } from 'gezel/sdk';

/** What this plugin can say, by code. */
export const messages: Messages = {
  'equipment.nothing-free': {
    nl: 'Van {{from}} tot {{until}} is er niets uit de pool vrij.',
    fr: 'Rien du parc n’est libre du {{from}} au {{until}}.',
    en: 'Nothing of the pool is free from {{from}} to {{until}}.',
    de: 'Von {{from}} bis {{until}} ist nichts aus dem Pool frei.',
  },
  'equipment.activity-closed': {
    nl: 'De activiteit is gesloten.',
    fr: 'L’activité est clôturée.',
    en: 'The activity is closed.',
    de: 'Die Aktivität ist geschlossen.',
  },
  'equipment.bought-for-good': {
    nl: 'Gekocht op {{on}}: of de leverancier het terugneemt, moet iemand met hem regelen.',
    fr: 'Acheté le {{on}} : une personne doit régler la reprise avec le fournisseur.',
    en: 'It was bought on {{on}}: somebody has to settle its return with the supplier.',
    de: 'Am {{on}} gekauft: Die Rückgabe muss jemand mit dem Lieferanten regeln.',
  },
  'equipment.ends-early': {
    nl: 'Het einde {{until}} ligt voor het begin {{from}}.',
    fr: 'La fin {{until}} précède le début {{from}}.',
    en: 'The end {{until}} is before the beginning {{from}}.',
    de: 'Das Ende {{until}} liegt vor dem Beginn {{from}}.',
  },
  'equipment.in-the-past': {
    nl: '{{from}} is voorbij.',
    fr: 'Le {{from}} est passé.',
    en: '{{from}} has passed.',
    de: 'Der {{from}} ist vorbei.',
  },
  'equipment.key-used': {
    nl: 'Deze sleutel is al voor iets anders gebruikt.',
    fr: 'Cette clé a déjà servi à autre chose.',
    en: 'This key was already used for something else.',
    de: 'Dieser Schlüssel wurde schon für etwas anderes benutzt.',
  },
  'equipment.kept-too-much': {
    nl: 'Meer dan de waarborg kan niet worden ingehouden.',
    fr: 'On ne peut retenir plus que la caution.',
    en: 'No more than the deposit can be kept.',
    de: 'Mehr als die Kaution kann nicht einbehalten werden.',
  },
  'equipment.lease-not-paid': {
    nl: 'Er staan nog schijven van de leasing open.',
    fr: 'Des tranches du leasing restent dues.',
    en: 'Parts of the lease are still open.',
    de: 'Raten des Leasings sind noch offen.',
  },
  'equipment.lease-stands': {
    nl: 'Geleased sinds {{on}}: een vroeger einde moet iemand met de leasinggever regelen.',
    fr: 'En leasing depuis le {{on}} : une personne doit régler la fin avec le bailleur.',
    en: 'It is leased since {{on}}: somebody has to settle an earlier end with the lessor.',
    de: 'Seit {{on}} geleast: Ein früheres Ende muss jemand mit dem Leasinggeber regeln.',
  },
  'equipment.lease-runs-until': {
    nl: 'De leasing loopt al tot {{day}}: de volgende schijf komt daarna.',
    fr: 'Le leasing court déjà jusqu’au {{day}} : la tranche suivante vient après.',
    en: 'The lease already runs until {{day}}: the next part is after that.',
    de: 'Das Leasing läuft schon bis {{day}}: Die nächste Rate kommt danach.',
  },
  'equipment.lease-too-long': {
    nl: 'Een leasing heeft in totaal hoogstens {{limit}} schijven.',
    fr: 'Un leasing compte au plus {{limit}} tranches en tout.',
    en: 'A lease has at most {{limit}} parts in all.',
    de: 'Ein Leasing hat insgesamt höchstens {{limit}} Raten.',
  },
  'equipment.not-for-rent': {
    nl: 'Dit wordt niet verhuurd.',
    fr: 'Ceci n’est pas à louer.',
    en: 'This is not for rent.',
    de: 'Das wird nicht vermietet.',
  },
  'equipment.not-now': {
    nl: 'Dat kan niet in de huidige stand ({{status}}).',
    fr: 'Ce n’est pas possible dans l’état actuel ({{status}}).',
    en: 'That is not possible in its present state ({{status}}).',
    de: 'Das ist beim jetzigen Stand nicht möglich ({{status}}).',
  },
  'equipment.of-the-pool': {
    nl: 'Dit is van de pool: geen activiteit kan het verkopen.',
    fr: 'Ceci est du parc : aucune activité ne peut le vendre.',
    en: 'This is the pool’s: no activity can sell it.',
    de: 'Das gehört zum Pool: Keine Aktivität kann es verkaufen.',
  },
  'equipment.offered-before': {
    nl: 'Het wordt al te koop aangeboden.',
    fr: 'C’est déjà offert à la vente.',
    en: 'It is offered for sale already.',
    de: 'Es wird schon zum Kauf angeboten.',
  },
  'equipment.worth-nothing': {
    nl: 'Het is niets meer waard: zeg voor hoeveel het verkocht wordt, of neem het uit gebruik.',
    fr: 'Cela ne vaut plus rien : dites à quel prix le vendre, ou mettez-le hors d’usage.',
    en: 'It is worth nothing any more: say for how much it is sold, or take it out of use.',
    de: 'Es ist nichts mehr wert: Nennen Sie den Preis, oder nehmen Sie es außer Gebrauch.',
  },
  'equipment.residual-too-high': {
    nl: 'De restwaarde is hoogstens de waarde.',
    fr: 'La valeur résiduelle est au plus la valeur.',
    en: 'The residual value is at most the value.',
    de: 'Der Restwert ist höchstens der Wert.',
  },
  'equipment.serial-taken': {
    nl: 'Dit serienummer is al van een ander toestel.',
    fr: 'Ce numéro de série est déjà celui d’un autre appareil.',
    en: 'This serial number is already another thing’s.',
    de: 'Diese Seriennummer gehört schon zu einem anderen Gerät.',
  },
  'equipment.still-booked': {
    nl: 'Er zijn nog boekingen van dit toestel.',
    fr: 'Il reste des réservations de cet appareil.',
    en: 'It is still booked.',
    de: 'Es ist noch gebucht.',
  },
  'equipment.taken': {
    nl: 'Op die dagen is het al geboekt (vanaf {{from}}).',
    fr: 'C’est déjà réservé ces jours-là (dès le {{from}}).',
    en: 'It is already booked on those days (from {{from}}).',
    de: 'An diesen Tagen ist es schon gebucht (ab {{from}}).',
  },
  'equipment.too-long': {
    nl: 'Een huur duurt hoogstens {{limit}} dagen.',
    fr: 'Une location dure au plus {{limit}} jours.',
    en: 'A rental lasts at most {{limit}} days.',
    de: 'Eine Miete dauert höchstens {{limit}} Tage.',
  },
};
