import type { Messages } from 'gezel/sdk';

export const rightsMessages: Messages = {
  'performing-arts.no-event-tariff': {
    nl: '{{society}} heeft voor {{day}} geen tarief voor "{{kind}}" met deze prijzen op {{surface}} m².',
    fr: '{{society}} n’a au {{day}} aucun tarif pour « {{kind}} » à ces prix sur {{surface}} m².',
    en: '{{society}} has no tariff for "{{kind}}" at these prices on {{surface}} m² for {{day}}.',
    de: '{{society}} hat für den {{day}} keinen Tarif für „{{kind}}“ zu diesen Preisen auf {{surface}} m².',
  },
  'performing-arts.recorded-music-elsewhere': {
    nl: 'Dit tarief bevat geen billijke vergoeding voor opgenomen muziek: geef ze ook als evenement aan.',
    fr: 'Ce tarif ne comprend pas la rémunération équitable de la musique enregistrée : déclarez aussi l’événement.',
    en: 'This tariff has no equitable remuneration for recorded music in it: declare the event too.',
    de: 'Dieser Tarif enthält keine Vergütung für Musik vom Tonträger: Melden Sie auch die Veranstaltung.',
  },
  'performing-arts.rights-buy-out-missing': {
    nl: 'Zeg wat de organisator voor de voorstelling betaalt: geen getekende uitkoop zegt het.',
    fr: 'Dites ce que l’organisateur paie pour le spectacle : aucune cession signée ne le dit.',
    en: 'Say what the organiser pays for the show: no signed cession tells it.',
    de: 'Geben Sie an, was der Veranstalter zahlt: Kein unterschriebener Vertrag sagt es.',
  },
  'performing-arts.rights-contract-empty': {
    nl: 'De overeenkomst met de auteurs eindigt voor ze begint.',
    fr: 'Le contrat avec les auteurs finit avant de commencer.',
    en: 'The contract of the authors ends before it begins.',
    de: 'Der Vertrag der Urheber endet, bevor er beginnt.',
  },
  'performing-arts.rights-contract-longer': {
    nl: 'De overeenkomst loopt tot {{until}}: ze eindigt tussen haar eerste en haar laatste dag.',
    fr: 'Le contrat court jusqu’au {{until}} : il finit entre son premier et son dernier jour.',
    en: 'The contract runs until {{until}}: it ends between its first day and its last.',
    de: 'Der Vertrag läuft bis {{until}}: Er endet zwischen seinem ersten und letzten Tag.',
  },
  'performing-arts.rights-contract-used': {
    nl: 'Onder de overeenkomst is {{day}} aangegeven: ze eindigt daarna.',
    fr: 'Le {{day}} est déclaré sous ce contrat : il finit après.',
    en: '{{day}} is declared under the contract: it ends after that day.',
    de: 'Der {{day}} ist unter diesem Vertrag gemeldet: Er endet danach.',
  },
  'performing-arts.rights-contracts-meet': {
    nl: 'Met {{society}} geldt van {{from}} tot {{until}} al een overeenkomst voor dit gebied.',
    fr: 'Un contrat avec {{society}} vaut déjà du {{from}} au {{until}} sur ce territoire.',
    en: 'A contract with {{society}} holds there already from {{from}} until {{until}}.',
    de: 'Mit {{society}} gilt dort schon ein Vertrag vom {{from}} bis {{until}}.',
  },
  'performing-arts.rights-event-missing': {
    nl: '{{society}} rekent per evenement: geef aard, toegangsprijs, drankprijs en oppervlakte.',
    fr: '{{society}} calcule par événement : donnez sa nature, le prix d’entrée, des boissons et la surface.',
    en: '{{society}} asks by the event: say what it is, its ticket and drink prices and its floor.',
    de: '{{society}} rechnet je Veranstaltung: Nennen Sie Art, Eintritt, Getränkepreis und Fläche.',
  },
  'performing-arts.rights-minimum-unknown': {
    nl: 'Het minimum van {{society}} per voorstelling op {{day}} ontbreekt: vraag het de coöperatie.',
    fr: 'Le minimum de {{society}} par représentation au {{day}} manque : demandez-le à la coopérative.',
    en: 'The minimum of {{society}} a performance on {{day}} is missing: ask the co-operative for it.',
    de: 'Das Minimum von {{society}} je Vorstellung am {{day}} fehlt: Fragen Sie die Genossenschaft.',
  },
  'performing-arts.rights-outside-contract': {
    nl: 'De auteurs bij {{society}} lieten {{day}} in {{country}} niet toe: sluit een overeenkomst.',
    fr: 'Les auteurs de {{society}} n’ont pas autorisé le {{day}} en {{country}} : concluez un contrat.',
    en: 'The authors at {{society}} have not allowed {{day}} in {{country}}: agree on it first.',
    de: 'Die Urheber bei {{society}} haben den {{day}} in {{country}} nicht erlaubt: Vereinbaren Sie es.',
  },
  'performing-arts.rights-tariff-old': {
    nl: 'Het tarief van {{society}} komt uit een oude bron ({{source}}): laat het bevestigen.',
    fr: 'Le tarif de {{society}} vient d’une source ancienne ({{source}}) : faites-le confirmer.',
    en: 'The tariff of {{society}} is from an old source ({{source}}): have it confirmed.',
    de: 'Der Tarif von {{society}} stammt aus alter Quelle ({{source}}): Lassen Sie ihn bestätigen.',
  },
  'performing-arts.settlement-rights-changed': {
    nl: 'Voor de auteurs is nu {{rights}} {{currency}} aangegeven: reken opnieuw af.',
    fr: 'Pour les auteurs, {{rights}} {{currency}} sont maintenant déclarés : refaites le décompte.',
    en: '{{rights}} {{currency}} are now declared for the authors: work it out anew.',
    de: 'Für die Urheber sind jetzt {{rights}} {{currency}} gemeldet: Rechnen Sie neu ab.',
  },
  'performing-arts.settlement-without-rights': {
    nl: 'Voor deze datum zijn geen rechten aangegeven: voor auteurs is niets afgehouden.',
    fr: 'Aucun droit n’est déclaré pour cette date : rien n’est déduit pour les auteurs.',
    en: 'No rights are declared for this date: nothing is taken off for authors.',
    de: 'Für diesen Termin sind keine Rechte gemeldet: Für Urheber ist nichts abgezogen.',
  },
};
