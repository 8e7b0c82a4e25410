import type { Messages } from 'gezel/sdk';

/** What this plugin can say, by code. */
export const messages: Messages = {
  'design.activity-closed': {
    nl: 'De activiteit is gesloten.',
    fr: 'L’activité est clôturée.',
    en: 'The activity is closed.',
    de: 'Die Aktivität ist geschlossen.',
  },
  'design.activity-not-described': {
    nl: 'Geef eerst de naam van de studio en de discipline van deze activiteit op.',
    fr: 'Indiquez d’abord le nom du studio et la discipline de cette activité.',
    en: 'First give the name of the studio and the discipline of this activity.',
    de: 'Geben Sie zuerst den Namen des Studios und die Sparte dieser Aktivität an.',
  },
  'design.terms-past': {
    nl: 'Voorwaarden gelden ten vroegste vanaf vandaag, {{today}}.',
    fr: 'Des conditions valent au plus tôt à partir d’aujourd’hui, {{today}}.',
    en: 'Terms hold from today, {{today}}, at the earliest.',
    de: 'Bedingungen gelten frühestens ab heute, {{today}}.',
  },
  'design.brief-quoted': {
    nl: 'Deze briefing heeft al een offerte: pas die aan of gooi ze eerst weg.',
    fr: 'Ce brief a déjà un devis : modifiez-le ou supprimez-le d’abord.',
    en: 'This brief has its quote already: change that one, or throw it away first.',
    de: 'Dieses Briefing hat schon ein Angebot: Ändern oder verwerfen Sie erst dieses.',
  },
  'design.brief-without-client': {
    nl: 'De briefing heeft nog geen klant.',
    fr: 'Le brief n’a pas encore de client.',
    en: 'The brief has no client yet.',
    de: 'Das Briefing hat noch keinen Kunden.',
  },
  'design.quote-all': {
    nl: 'Geef elk werk van de briefing één prijs.',
    fr: 'Donnez un prix, une fois, à chaque travail du brief.',
    en: 'Give each work of the brief one price.',
    de: 'Geben Sie jeder Arbeit des Briefings genau einen Preis.',
  },
  'design.brief-ended': {
    nl: 'Aan deze briefing wordt niet meer gewerkt.',
    fr: 'Ce brief n’est plus en cours.',
    en: 'This brief is not worked on any more.',
    de: 'An diesem Briefing wird nicht mehr gearbeitet.',
  },
  'design.deliverable-approved': {
    nl: 'De klant heeft dit werk al goedgekeurd.',
    fr: 'Le client a déjà approuvé ce travail.',
    en: 'The client has already accepted this work.',
    de: 'Der Kunde hat diese Arbeit bereits abgenommen.',
  },
  'design.deliverable-delivered': {
    nl: 'Dit werk is al geleverd.',
    fr: 'Ce travail a déjà été livré.',
    en: 'This work has already been delivered.',
    de: 'Diese Arbeit wurde bereits geliefert.',
  },
  'design.deliverable-draft': {
    nl: 'Dit werk is nog een ontwerp: leg het eerst aan de klant voor.',
    fr: 'Ce travail est encore une ébauche : soumettez-le d’abord au client.',
    en: 'This work is still a draft: show it to the client first.',
    de: 'Diese Arbeit ist noch ein Entwurf: Legen Sie sie zuerst dem Kunden vor.',
  },
  'design.deliverable-in-review': {
    nl: 'De klant bekijkt dit werk nog.',
    fr: 'Le client examine encore ce travail.',
    en: 'The client is still looking at this work.',
    de: 'Der Kunde prüft diese Arbeit noch.',
  },
  'design.extra-round-not-agreed': {
    nl:
      'Dit is ronde {{number}}; {{included}} zijn inbegrepen. Laat de klant eerst met ' +
      '{{price}} {{currency}} akkoord gaan.',
    fr:
      'Ceci est le tour {{number}} ; {{included}} sont compris. Faites d’abord accepter ' +
      '{{price}} {{currency}} par le client.',
    en:
      'This is round {{number}}; {{included}} are included. First have the client agree to ' +
      '{{price}} {{currency}}.',
    de:
      'Das ist Runde {{number}}; {{included}} sind inbegriffen. Lassen Sie den Kunden zuerst ' +
      '{{price}} {{currency}} zustimmen.',
  },
  'design.invoice-not-draft': {
    nl: 'Dit kan alleen op een factuur die nog een ontwerp is.',
    fr: 'Cela ne se fait que sur une facture encore à l’état de brouillon.',
    en: 'This is done only on an invoice that is still a draft.',
    de: 'Das geht nur auf einer Rechnung, die noch ein Entwurf ist.',
  },
  'design.invoice-of-other-client': {
    nl: 'Deze factuur is voor een andere klant.',
    fr: 'Cette facture est pour un autre client.',
    en: 'This invoice is for another client.',
    de: 'Diese Rechnung ist für einen anderen Kunden.',
  },
  'design.licence-clashes': {
    nl:
      'Een andere klant heeft van {{from}} tot {{until}} een licentie die hetzelfde gebruik ' +
      'betreft, en een van beide is exclusief.',
    fr:
      'Un autre client détient du {{from}} au {{until}} une licence pour le même usage, et ' +
      'l’une des deux est exclusive.',
    en:
      'Another client has a licence for the same use from {{from}} until {{until}}, and one ' +
      'of the two is exclusive.',
    de:
      'Ein anderer Kunde hat vom {{from}} bis {{until}} eine Lizenz für dieselbe Nutzung, ' +
      'und eine der beiden ist exklusiv.',
  },
  'design.licence-ends-early': {
    nl: 'De licentie eindigt op {{until}}, voor ze op {{from}} begint.',
    fr: 'La licence prend fin le {{until}}, avant de commencer le {{from}}.',
    en: 'The licence ends on {{until}}, before it begins on {{from}}.',
    de: 'Die Lizenz endet am {{until}}, bevor sie am {{from}} beginnt.',
  },
  'design.licence-paid': {
    nl: 'Deze licentie is betaald: ze wordt niet meer ingetrokken.',
    fr: 'Cette licence est payée : elle ne se retire plus.',
    en: 'This licence has been paid: it is not taken back any more.',
    de: 'Diese Lizenz ist bezahlt: Sie wird nicht mehr zurückgezogen.',
  },
  'design.licence-withdrawn': {
    nl: 'Deze licentie is ingetrokken.',
    fr: 'Cette licence a été retirée.',
    en: 'This licence has been withdrawn.',
    de: 'Diese Lizenz wurde zurückgezogen.',
  },
  'design.no-extra-round-price': {
    nl:
      'Dit is ronde {{number}}; {{included}} zijn inbegrepen en voor meer is geen prijs ' +
      'afgesproken.',
    fr:
      'Ceci est le tour {{number}} ; {{included}} sont compris et aucun prix n’est convenu ' +
      'au-delà.',
    en: 'This is round {{number}}; {{included}} are included and no price was agreed for more.',
    de:
      'Das ist Runde {{number}}; {{included}} sind inbegriffen, und für weitere wurde kein ' +
      'Preis vereinbart.',
  },
  'design.no-round-to-invoice': {
    nl: 'Er is geen extra ronde die nog aangerekend moet worden.',
    fr: 'Il ne reste aucun tour supplémentaire à facturer.',
    en: 'There is no extra round left to invoice.',
    de: 'Es gibt keine zusätzliche Runde mehr zu berechnen.',
  },
  'design.no-royalty-agreed': {
    nl: 'De licentie kent geen royalty.',
    fr: 'La licence ne prévoit pas de redevance.',
    en: 'The licence has no royalty.',
    de: 'Die Lizenz sieht keine Lizenzgebühr vor.',
  },
  'design.rights-share-exceeded': {
    nl:
      'Auteursrechten zijn {{rights}} van {{net}} {{currency}}; hoogstens {{percent}} % mag ' +
      'dat zijn.',
    fr:
      'Les droits d’auteur font {{rights}} sur {{net}} {{currency}} ; le maximum est de ' +
      '{{percent}} %.',
    en: 'Author rights are {{rights}} of {{net}} {{currency}}; at most {{percent}} % may be.',
    de:
      'Urheberrechte sind {{rights}} von {{net}} {{currency}}; höchstens {{percent}} % ' +
      'dürfen es sein.',
  },
  'design.rights-transferred': {
    nl:
      'De rechten op dit werk zijn vanaf {{from}} aan een andere klant overgedragen (einde: ' +
      '{{until}}).',
    fr:
      'Les droits sur ce travail sont cédés à un autre client depuis le {{from}} (fin : ' +
      '{{until}}).',
    en:
      'The rights in this work have been transferred to another client from {{from}} (end: ' +
      '{{until}}).',
    de:
      'Die Rechte an dieser Arbeit sind ab {{from}} einem anderen Kunden übertragen (Ende: ' +
      '{{until}}).',
  },
  'design.royalties-invoiced': {
    nl: 'Deze royalty’s staan al op een factuur.',
    fr: 'Ces redevances figurent déjà sur une facture.',
    en: 'These royalties are already on an invoice.',
    de: 'Diese Vergütung steht schon auf einer Rechnung.',
  },
  'design.royalties-nothing': {
    nl: 'Er zijn geen royalty’s verschuldigd voor deze periode.',
    fr: 'Aucune redevance n’est due pour cette période.',
    en: 'No royalties are due for this period.',
    de: 'Für diesen Zeitraum ist keine Vergütung fällig.',
  },
  'design.royalties-reported-before': {
    nl: 'Van {{from}} tot {{until}} is al opgegeven wat verkocht is.',
    fr: 'Les ventes du {{from}} au {{until}} sont déjà déclarées.',
    en: 'What was sold from {{from}} until {{until}} has been reported already.',
    de: 'Was vom {{from}} bis {{until}} verkauft wurde, ist bereits gemeldet.',
  },
  'design.royalty-period-outside': {
    nl: 'De periode van {{from}} tot {{until}} valt niet binnen de licentie.',
    fr: 'La période du {{from}} au {{until}} n’est pas couverte par la licence.',
    en: 'The period from {{from}} until {{until}} is not within the licence.',
    de: 'Der Zeitraum vom {{from}} bis {{until}} liegt nicht innerhalb der Lizenz.',
  },
  'design.royalty-period-unclear': {
    nl: 'Van {{from}} tot {{until}} is geen periode die voorbij is.',
    fr: 'Du {{from}} au {{until}} n’est pas une période écoulée.',
    en: 'From {{from}} until {{until}} is no period that has passed.',
    de: 'Vom {{from}} bis {{until}} ist kein vergangener Zeitraum.',
  },
  'design.too-many-deliverables': {
    nl: 'Een briefing vraagt hoogstens {{limit}} werken.',
    fr: 'Un brief demande au plus {{limit}} travaux.',
    en: 'A brief asks for at most {{limit}} deliverables.',
    de: 'Ein Briefing verlangt höchstens {{limit}} Arbeiten.',
  },
  'design.too-many-licences': {
    nl: 'Een werk heeft hoogstens {{limit}} licenties.',
    fr: 'Un travail compte au plus {{limit}} licences.',
    en: 'A work has at most {{limit}} licences.',
    de: 'Eine Arbeit hat höchstens {{limit}} Lizenzen.',
  },
  'design.too-many-rounds': {
    nl: 'Een werk kent hoogstens {{limit}} revisierondes.',
    fr: 'Un travail connaît au plus {{limit}} tours de révision.',
    en: 'A deliverable has at most {{limit}} rounds of revision.',
    de: 'Eine Arbeit hat höchstens {{limit}} Korrekturrunden.',
  },
};
