import type { Messages } from '../../platform/messages.js';

export const agencyMessages: Messages = {
  'agency.none': {
    nl: 'Uitzendarbeid heeft een uitzendkantoor als werkgever: noem het.',
    fr: 'Le travail intérimaire a une agence pour employeur : indiquez-la.',
    en: 'Interim work has an agency as its employer: name it.',
    de: 'Leiharbeit hat eine Agentur als Arbeitgeber: nennen Sie sie.',
  },
  'agency.no-reference': {
    nl: 'Noem het nummer van de overeenkomst bij het uitzendkantoor.',
    fr: 'Indiquez le numéro du contrat auprès de l’agence.',
    en: 'State the agency’s own number of the contract.',
    de: 'Nennen Sie die Vertragsnummer der Agentur.',
  },
  'agency.other-kind': {
    nl: 'Enkel uitzendarbeid heeft een uitzendkantoor.',
    fr: 'Seul le travail intérimaire a une agence.',
    en: 'Only interim work has an agency.',
    de: 'Nur Leiharbeit hat eine Agentur.',
  },
  'agency.ended': {
    nl: 'Met dit uitzendkantoor wordt niet meer gewerkt.',
    fr: 'La coopérative ne travaille plus avec cette agence.',
    en: 'The co-operative no longer works with this agency.',
    de: 'Mit dieser Agentur wird nicht mehr gearbeitet.',
  },
  'agency.known': {
    nl: 'Dit uitzendkantoor staat al in de lijst.',
    fr: 'Cette agence est déjà dans la liste.',
    en: 'This agency is in the list already.',
    de: 'Diese Agentur steht bereits in der Liste.',
  },
  'agency.its-own': {
    nl: 'Het uitzendkantoor betaalt dit werk: loon en afwezigheden zijn zijn zaak.',
    fr: 'L’agence paie ce travail : la rémunération et les absences la regardent.',
    en: 'The agency pays this work: pay and absences are its own affair.',
    de: 'Die Agentur bezahlt diese Arbeit: Lohn und Abwesenheiten sind ihre Sache.',
  },
  'agency.invoice-not-approved': {
    nl: 'Alleen een goedgekeurde factuur van het uitzendkantoor dekt het werk.',
    fr: 'Seule une facture approuvée de l’agence couvre le travail.',
    en: 'Only an approved invoice of the agency is for its work.',
    de: 'Nur eine genehmigte Rechnung der Agentur deckt die Arbeit.',
  },
  'agency.not-interim': {
    nl: '{{number}} is geen uitzendarbeid.',
    fr: '{{number}} n’est pas du travail intérimaire.',
    en: '{{number}} is no interim work.',
    de: '{{number}} ist keine Leiharbeit.',
  },
  'agency.not-worked': {
    nl: '{{number}} is {{status}}: enkel gewerkt en onbetaald werk wordt gefactureerd.',
    fr: '{{number}} est {{status}} : seul un travail presté et impayé se facture.',
    en: '{{number}} is {{status}}: only work that is done and not paid is invoiced.',
    de: '{{number}} ist {{status}}: nur geleistete, unbezahlte Arbeit wird berechnet.',
  },
  'agency.other-invoice': {
    nl: 'De factuur is niet van het uitzendkantoor of de activiteit van {{number}}.',
    fr: 'La facture n’est pas de l’agence ou de l’activité de {{number}}.',
    en: 'The invoice is not of the agency or the activity of {{number}}.',
    de: 'Die Rechnung ist nicht von der Agentur oder der Aktivität von {{number}}.',
  },
  'agency.other-amount': {
    nl: 'De factuur vraagt {{net}}; voor het werk was {{work}} afgesproken.',
    fr: 'La facture demande {{net}} ; {{work}} était convenu pour le travail.',
    en: 'The invoice asks for {{net}}; {{work}} was agreed for the work.',
    de: 'Die Rechnung verlangt {{net}}; für die Arbeit waren {{work}} vereinbart.',
  },
  'pay-scheme.agency': {
    nl: 'Uitzendarbeid en de klasse "agency" horen bij elkaar: het uitzendkantoor is de werkgever.',
    fr: 'Le travail intérimaire et la classe « agency » vont ensemble : l’agence est l’employeur.',
    en: 'Interim work and the class "agency" go together: the agency is the employer.',
    de: 'Leiharbeit und die Klasse „agency“ gehören zusammen: die Agentur ist der Arbeitgeber.',
  },
  'pay.by-agency': {
    nl: 'Een budget van {{budget}} is {{gross}} bruto; wat daarvan overblijft, rekent het uitzendkantoor uit.',
    fr: 'Un budget de {{budget}} fait {{gross}} brut ; ce qu’il en reste, l’agence le calcule.',
    en: 'A budget of {{budget}} is {{gross}} gross; what is left of that the agency computes.',
    de: 'Ein Budget von {{budget}} ist {{gross}} brutto; was davon bleibt, berechnet die Agentur.',
  },
};
