import { type Locale, labelsIn, type Sentence } from 'gezel/sdk';
import { DealKind } from './deal.codes.js';
import type { PerformingArtsDeal } from './deal.entity.js';

type Agreed = Pick<PerformingArtsDeal, 'kind' | 'promotionMinutes'>;

/** What both sides promise under a deal of this kind, in the order of the contract. */
export function clausesOf({ kind, promotionMinutes }: Agreed, locale: Locale): string[] {
  const say = labelsIn(clauses, locale);
  const recording = promotionMinutes === 0 ? say.noRecording : say.recording;
  return [
    ...byKind[kind].map((name) => say[name]),
    recording.replace('{minutes}', String(promotionMinutes)),
    ...[say.rider, say.forceMajeure],
  ];
}

const clauses = {
  rights: {
    nl: 'Het gezelschap waarborgt dat het de rechten heeft om de voorstelling te spelen.',
    fr: 'La compagnie garantit qu’elle détient les droits de représentation du spectacle.',
    en: 'The company guarantees that it holds the rights to play the show.',
    de: 'Das Ensemble sichert zu, die Rechte an der Aufführung zu besitzen.',
  },
  plays: {
    nl: 'Het gezelschap speelt de voorstelling op de data van dit contract voor een vaste prijs.',
    fr: 'La compagnie joue le spectacle aux dates de ce contrat pour un prix fixe.',
    en: 'The company plays the show on the dates of this contract for a fixed price.',
    de: 'Das Ensemble spielt an den Terminen dieses Vertrags zu einem festen Preis.',
  },
  place: {
    nl: 'De organisator stelt een speelplaats ter beschikking die in orde is om te spelen.',
    fr: 'L’organisateur met à disposition un lieu de représentation en ordre de marche.',
    en: 'The organiser provides a place that is in working order.',
    de: 'Der Veranstalter stellt einen spielbereiten Ort zur Verfügung.',
  },
  shared: {
    nl:
      'De recette van elke datum wordt na aftrek gedeeld; het gezelschap krijgt zijn deel, en ' +
      'nooit minder dan het gewaarborgde minimum.',
    fr:
      'La recette de chaque date est partagée après déductions ; la compagnie reçoit sa part, ' +
      'jamais moins que le minimum garanti.',
    en:
      'The receipts of each date are shared after deductions; the company gets its part, and ' +
      'never less than what is guaranteed.',
    de:
      'Die Einnahmen jedes Termins werden nach Abzügen geteilt; das Ensemble erhält seinen Anteil, ' +
      'nie weniger als den garantierten Mindestbetrag.',
  },
  keeps: {
    nl: 'Het gezelschap huurt de zaal, draagt het risico en behoudt de recette.',
    fr: 'La compagnie loue la salle, supporte le risque et conserve la recette.',
    en: 'The company rents the hall, bears the risk and keeps the receipts.',
    de: 'Das Ensemble mietet den Saal, trägt das Risiko und behält die Einnahmen.',
  },
  recording: {
    nl: 'Opnemen is verboden, behalve ten hoogste {minutes} minuten voor promotie.',
    fr: 'Tout enregistrement est interdit, sauf {minutes} minutes au plus pour la promotion.',
    en: 'Recording is forbidden, except for at most {minutes} minutes for promotion.',
    de: 'Aufnahmen sind verboten, außer höchstens {minutes} Minuten zur Werbung.',
  },
  noRecording: {
    nl: 'Opnemen is verboden.',
    fr: 'Tout enregistrement est interdit.',
    en: 'Recording is forbidden.',
    de: 'Aufnahmen sind verboten.',
  },
  rider: {
    nl: 'De technische fiche die bij de ondertekening geldt, maakt deel uit van dit contract.',
    fr: 'La fiche technique en vigueur à la signature fait partie de ce contrat.',
    en: 'The technical rider that holds at the signature is part of this contract.',
    de: 'Die bei der Unterzeichnung geltende Bühnenanweisung ist Teil dieses Vertrags.',
  },
  forceMajeure: {
    nl:
      'Wat geen van beide partijen kon voorzien of verhinderen, ontslaat beide van hun ' +
      'verplichtingen, zonder vergoeding.',
    fr:
      'Ce qu’aucune des parties ne pouvait prévoir ni empêcher libère les deux de leurs ' +
      'obligations, sans indemnité.',
    en:
      'What neither side could foresee or prevent frees both of their obligations, without ' +
      'compensation.',
    de:
      'Was keine Seite vorhersehen oder verhindern konnte, befreit beide von ihren Pflichten, ' +
      'ohne Entschädigung.',
  },
} as const satisfies Record<string, Sentence>;

/** Under a rental the organiser lets its place and buys nothing. */
const byKind: Readonly<Record<DealKind, readonly (keyof typeof clauses)[]>> = {
  [DealKind.CESSION]: ['rights', 'plays', 'place'],
  [DealKind.CO_REALISATION]: ['rights', 'place', 'shared'],
  [DealKind.HALL_RENTAL]: ['rights', 'place', 'keeps'],
};
