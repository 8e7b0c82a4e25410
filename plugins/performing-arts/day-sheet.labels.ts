import type { Sentence } from 'gezel/sdk';

/** The words of a printed day sheet. */
export const daySheetLabels = {
  title: { nl: 'Dagblad', fr: 'Feuille de route', en: 'Day sheet', de: 'Tagesplan' },
  production: { nl: 'Productie', fr: 'Production', en: 'Production', de: 'Produktion' },
  date: { nl: 'Datum', fr: 'Date', en: 'Date', de: 'Datum' },
  kind: { nl: 'Soort dag', fr: 'Type de journée', en: 'Kind of day', de: 'Art des Tages' },
  status: { nl: 'Stand', fr: 'État', en: 'State', de: 'Stand' },
  duration: { nl: 'Speelduur', fr: 'Durée', en: 'Duration', de: 'Spieldauer' },
  minutes: { nl: 'min.', fr: 'min', en: 'min', de: 'Min.' },
  venue: { nl: 'Plaats', fr: 'Lieu', en: 'Venue', de: 'Ort' },
  contact: { nl: 'Contact', fr: 'Contact', en: 'Contact', de: 'Kontakt' },
  stage: { nl: 'Speelvlak', fr: 'Plateau', en: 'Stage', de: 'Bühne' },
  timetable: { nl: 'Uren', fr: 'Horaire', en: 'Timetable', de: 'Zeitplan' },
  at: { nl: 'Om', fr: 'À', en: 'At', de: 'Um' },
  what: { nl: 'Wat', fr: 'Quoi', en: 'What', de: 'Was' },
  people: { nl: 'Wie werkt', fr: 'Qui travaille', en: 'Who works', de: 'Wer arbeitet' },
  name: { nl: 'Naam', fr: 'Nom', en: 'Name', de: 'Name' },
  hours: { nl: 'Uren', fr: 'Heures', en: 'Hours', de: 'Stunden' },
  practical: { nl: 'Praktisch', fr: 'Pratique', en: 'Practical', de: 'Praktisches' },
  rider: { nl: 'Technische fiche', fr: 'Fiche technique', en: 'Rider', de: 'Bühnenanweisung' },
  version: { nl: 'versie', fr: 'version', en: 'version', de: 'Fassung' },
  getIn: { nl: 'Opbouw', fr: 'Montage', en: 'Get-in', de: 'Aufbau' },
  getOut: { nl: 'Afbraak', fr: 'Démontage', en: 'Get-out', de: 'Abbau' },
  power: { nl: 'Stroom', fr: 'Puissance', en: 'Power', de: 'Strom' },
  localHands: { nl: 'Handen ter plaatse', fr: 'Équipe locale', en: 'Hands', de: 'Helfer vor Ort' },
  sound: { nl: 'Geluid', fr: 'Son', en: 'Sound', de: 'Ton' },
  light: { nl: 'Licht', fr: 'Lumière', en: 'Light', de: 'Licht' },
  hospitality: { nl: 'Onthaal', fr: 'Accueil', en: 'Hospitality', de: 'Betreuung' },
} as const satisfies Record<string, Sentence>;

export const statusLabels = {
  OPTION: { nl: 'optie', fr: 'option', en: 'option', de: 'Option' },
  CONFIRMED: { nl: 'bevestigd', fr: 'confirmé', en: 'confirmed', de: 'bestätigt' },
  PLAYED: { nl: 'gespeeld', fr: 'joué', en: 'played', de: 'gespielt' },
  CANCELLED: { nl: 'geannuleerd', fr: 'annulé', en: 'cancelled', de: 'abgesagt' },
} as const satisfies Record<string, Sentence>;
