import type { Messages } from '../../platform/messages.js';

/** What is said of declarations, and the anomalies that are known in words. */
export const dimonaMessages: Messages = {
  'contract.no-national-number': {
    nl: 'Het rijksregisternummer van de werknemer is niet bekend, en elke tewerkstelling wordt vooraf aangegeven.',
    fr: 'Le numéro national du travailleur n’est pas connu, et tout emploi est déclaré au préalable.',
    en: 'The worker’s national number is not known, and every employment is declared beforehand.',
    de: 'Die Nationalnummer der beschäftigten Person fehlt, und jede Beschäftigung wird vorab gemeldet.',
  },
  'contract.no-worker-type': {
    nl: 'Er is geen Dimona-werknemerstype bekend voor een contract "{{kind}}" op {{day}}.',
    fr: 'Aucun type de travailleur Dimona n’est connu pour un contrat « {{kind}} » au {{day}}.',
    en: 'No Dimona worker type is known for a contract "{{kind}}" on {{day}}.',
    de: 'Für einen Vertrag „{{kind}}“ am {{day}} ist kein Dimona-Beschäftigtentyp bekannt.',
  },
  'worker-type.malformed': {
    nl: 'Een werknemerstype heeft drie hoofdletters of cijfers, zoals OTH.',
    fr: 'Un type de travailleur a trois majuscules ou chiffres, comme OTH.',
    en: 'A worker type has three capitals or digits, such as OTH.',
    de: 'Ein Beschäftigtentyp hat drei Großbuchstaben oder Ziffern, etwa OTH.',
  },
  'contract.no-place-of-work': {
    nl: 'De plaats van tewerkstelling van de activiteit is niet bekend; voor een student wordt ze aangegeven.',
    fr: 'Le lieu d’occupation de l’activité n’est pas connu ; il est déclaré pour un étudiant.',
    en: 'The activity’s place of work is not known; for a student it is declared.',
    de: 'Der Arbeitsort der Aktivität fehlt; für Studierende wird er gemeldet.',
  },
  'contract.not-declared': {
    nl: 'De tewerkstelling is niet aangegeven: de aangifte staat op {{state}}, en zonder begint het werk niet.',
    fr: 'L’emploi n’est pas déclaré : la déclaration est {{state}}, et sans elle le travail ne commence pas.',
    en: 'The employment is not declared: the declaration is {{state}}, and without it no work begins.',
    de: 'Die Beschäftigung ist nicht gemeldet: Die Meldung steht auf {{state}}, ohne sie beginnt keine Arbeit.',
  },
  'declaring.past': {
    nl: 'Aangifte langs hier begint vandaag of later.',
    fr: 'La déclaration par cette voie commence aujourd’hui ou plus tard.',
    en: 'Declaring through here begins today or later.',
    de: 'Das Melden auf diesem Weg beginnt heute oder später.',
  },
  'declaring.ends': {
    nl: 'Het einde moet na het begin liggen.',
    fr: 'La fin doit suivre le début.',
    en: 'The end must come after the beginning.',
    de: 'Das Ende muss nach dem Beginn liegen.',
  },
  'declaring.decided': {
    nl: 'Voor deze periode is al beslist.',
    fr: 'Une décision existe déjà pour cette période.',
    en: 'This period is decided already.',
    de: 'Über diesen Zeitraum ist bereits entschieden.',
  },
  'place.municipality-unreadable': {
    nl: 'De NIS-code van een gemeente heeft vijf cijfers.',
    fr: 'Le code INS d’une commune a cinq chiffres.',
    en: 'The NIS code of a municipality has five digits.',
    de: 'Der NIS-Code einer Gemeinde hat fünf Ziffern.',
  },
  'declaration.goes-on': {
    nl: 'Deze aangifte staat op {{state}}; er is niets te beslissen.',
    fr: 'Cette déclaration est {{state}} ; il n’y a rien à décider.',
    en: 'This declaration is {{state}}; there is nothing to decide.',
    de: 'Diese Meldung steht auf {{state}}; es ist nichts zu entscheiden.',
  },
  'declaration.no-reference': {
    nl: 'Geef het nummer van de aangifte bij de sociale zekerheid.',
    fr: 'Indiquez le numéro de la déclaration auprès de la sécurité sociale.',
    en: 'Give the number of the declaration at social security.',
    de: 'Geben Sie die Nummer der Meldung bei der Sozialversicherung an.',
  },
  'declaration.reference-unreadable': {
    nl: 'Dit is geen nummer van een aangifte: ten hoogste 40 letters, cijfers en streepjes.',
    fr: 'Ceci n’est pas un numéro de déclaration : au plus 40 lettres, chiffres et tirets.',
    en: 'This is not the number of a declaration: at most 40 letters, digits and hyphens.',
    de: 'Dies ist keine Nummer einer Meldung: höchstens 40 Buchstaben, Ziffern und Bindestriche.',
  },
  'anomaly.00913-355': {
    nl: 'De aangifte is al geannuleerd.',
    fr: 'La déclaration est déjà annulée.',
    en: 'The declaration is cancelled already.',
    de: 'Die Meldung ist bereits storniert.',
  },
  'anomaly.90017-510': {
    nl: 'Aan de voorwaarden voor een flexi-job is niet voldaan.',
    fr: 'Les conditions d’un flexi-job ne sont pas remplies.',
    en: 'The conditions of a flexi-job are not met.',
    de: 'Die Bedingungen eines Flexi-Jobs sind nicht erfüllt.',
  },
  'anomaly.90017-369': {
    nl: 'De student heeft het jaarlijkse urencontingent overschreden.',
    fr: 'L’étudiant a dépassé son contingent annuel d’heures.',
    en: 'The student has passed the yearly quota of hours.',
    de: 'Das jährliche Stundenkontingent für Studierende ist überschritten.',
  },
  'anomaly.other': {
    nl: 'De sociale zekerheid meldt anomalie {{code}} (bijlage 30 van het Dimona-glossarium).',
    fr: 'La sécurité sociale signale l’anomalie {{code}} (annexe 30 du glossaire Dimona).',
    en: 'Social security reports anomaly {{code}} (annex 30 of the glossary of Dimona).',
    de: 'Die Sozialversicherung meldet die Anomalie {{code}} (Anhang 30 des Dimona-Glossars).',
  },
};
