import type { Messages } from 'gezel/sdk';

/** What it can say of subsidy files. */
export const subsidyMessages: Messages = {
  'performing-arts.balance-before-report': {
    nl: 'Het saldo komt meestal pas na het verslag: kijk na of dit klopt.',
    fr: 'Le solde suit d’ordinaire le rapport : vérifiez que c’est exact.',
    en: 'The balance usually follows the report: check that this is right.',
    de: 'Der Rest folgt meist auf den Bericht: Prüfen Sie, ob das stimmt.',
  },
  'performing-arts.cost-funded-twice': {
    nl: 'Deze kost staat al in de rekening van een subsidie: {{evidence}}.',
    fr: 'Ce coût figure déjà dans le compte d’une subvention : {{evidence}}.',
    en: 'This cost is in the account of a subsidy already: {{evidence}}.',
    de: 'Diese Ausgabe steht schon in der Abrechnung einer Förderung: {{evidence}}.',
  },
  'performing-arts.cost-not-approved': {
    nl: 'Van deze onkost is nog niets goedgekeurd.',
    fr: 'Rien de cette dépense n’est encore approuvé.',
    en: 'Nothing of this expense has been approved yet.',
    de: 'Von dieser Ausgabe ist noch nichts genehmigt.',
  },
  'performing-arts.cost-outside-project': {
    nl: 'Alleen kosten van {{from}} tot en met {{until}} tellen; deze is van {{day}}.',
    fr: 'Seuls comptent les coûts du {{from}} au {{until}} ; celui-ci est du {{day}}.',
    en: 'Only costs from {{from}} to {{until}} count; this one is of {{day}}.',
    de: 'Nur Ausgaben vom {{from}} bis {{until}} zählen; diese ist vom {{day}}.',
  },
  'performing-arts.no-subsidy-scheme': {
    nl: 'De voorwaarden van {{scheme}} voor {{day}} ontbreken: vraag ze de coöperatie.',
    fr: 'Les conditions de {{scheme}} au {{day}} manquent : demandez-les à la coopérative.',
    en: 'The terms of {{scheme}} for {{day}} are missing: ask the co-operative for them.',
    de: 'Die Bedingungen von {{scheme}} für den {{day}} fehlen: Fragen Sie die Genossenschaft.',
  },
  'performing-arts.no-such-tranche': {
    nl: 'Dit deel van de subsidie bestaat niet.',
    fr: 'Cette tranche de la subvention n’existe pas.',
    en: 'There is no such part of the subsidy.',
    de: 'Diesen Teil der Förderung gibt es nicht.',
  },
  'performing-arts.subsidy-closed': {
    nl: 'Het dossier is afgesloten.',
    fr: 'Le dossier est clos.',
    en: 'The file is closed.',
    de: 'Die Akte ist geschlossen.',
  },
  'performing-arts.subsidy-granted': {
    nl: 'De subsidie is al toegekend.',
    fr: 'La subvention est déjà accordée.',
    en: 'The subsidy has already been granted.',
    de: 'Die Förderung ist schon bewilligt.',
  },
  'performing-arts.subsidy-not-funded': {
    nl: 'Zeg waarvoor het is: deze regeling kent {{funded}}.',
    fr: 'Précisez l’objet : ce régime connaît {{funded}}.',
    en: 'Say what it is for: this scheme knows {{funded}}.',
    de: 'Sagen Sie, wofür es ist: Diese Regelung kennt {{funded}}.',
  },
  'performing-arts.subsidy-piece-missing': {
    nl: 'Het verslag mist een stuk dat de subsidiegever vraagt: {{piece}}.',
    fr: 'Il manque au rapport une pièce que le bailleur demande : {{piece}}.',
    en: 'The report lacks what the funder asks for: {{piece}}.',
    de: 'Dem Bericht fehlt ein Teil, den der Förderer verlangt: {{piece}}.',
  },
  'performing-arts.subsidy-refused': {
    nl: 'De subsidie is geweigerd.',
    fr: 'La subvention a été refusée.',
    en: 'The subsidy was refused.',
    de: 'Die Förderung wurde abgelehnt.',
  },
  'performing-arts.subsidy-report-late': {
    nl: 'Het verslag moest er op {{due}} zijn: neem contact op met de subsidiegever.',
    fr: 'Le rapport était attendu le {{due}} : contactez le bailleur.',
    en: 'The report was due on {{due}}: speak with the funder.',
    de: 'Der Bericht war am {{due}} fällig: Sprechen Sie mit dem Förderer.',
  },
  'performing-arts.subsidy-reported': {
    nl: 'Het verslag is al ingediend.',
    fr: 'Le rapport est déjà remis.',
    en: 'The report has already been handed in.',
    de: 'Der Bericht ist schon abgegeben.',
  },
  'performing-arts.subsidy-requested': {
    nl: 'De subsidiegever heeft nog niet beslist.',
    fr: 'Le bailleur n’a pas encore décidé.',
    en: 'The funder has not decided yet.',
    de: 'Der Förderer hat noch nicht entschieden.',
  },
  'performing-arts.subsidy-too-long': {
    nl: 'Een project duurt hoogstens {{months}} maanden.',
    fr: 'Un projet dure au plus {{months}} mois.',
    en: 'A project lasts at most {{months}} months.',
    de: 'Ein Projekt dauert höchstens {{months}} Monate.',
  },
  'performing-arts.subsidy-underspent': {
    nl: 'Er is {{spent}} van de {{granted}} {{currency}} besteed: de rest kan teruggevraagd worden.',
    fr: '{{spent}} sur {{granted}} {{currency}} sont dépensés : le reste peut être réclamé.',
    en: '{{spent}} of {{granted}} {{currency}} was spent: the rest may be asked back.',
    de: '{{spent}} von {{granted}} {{currency}} sind ausgegeben: Der Rest kann zurückgefordert werden.',
  },
  'performing-arts.subsidy-withdrawn': {
    nl: 'De aanvraag is ingetrokken.',
    fr: 'La demande a été retirée.',
    en: 'The request has been withdrawn.',
    de: 'Der Antrag wurde zurückgezogen.',
  },
  'performing-arts.tranche-exceeded': {
    nl: 'Dit deel is maar {{whole}} {{currency}}.',
    fr: 'Cette tranche n’est que de {{whole}} {{currency}}.',
    en: 'This part is only {{whole}} {{currency}}.',
    de: 'Dieser Teil beträgt nur {{whole}} {{currency}}.',
  },
  'performing-arts.tranche-received': {
    nl: 'Dit deel is al ontvangen.',
    fr: 'Cette tranche est déjà reçue.',
    en: 'This part has already been received.',
    de: 'Dieser Teil ist schon eingegangen.',
  },
  'performing-arts.tranche-short': {
    nl: 'De subsidiegever betaalde minder dan {{whole}} {{currency}}: vraag waarom.',
    fr: 'Le bailleur a versé moins que {{whole}} {{currency}} : demandez pourquoi.',
    en: 'The funder paid less than {{whole}} {{currency}}: ask why.',
    de: 'Der Förderer hat weniger als {{whole}} {{currency}} gezahlt: Fragen Sie nach.',
  },
};
