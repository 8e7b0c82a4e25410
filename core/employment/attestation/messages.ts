import type { Messages } from '../../platform/messages.js';

export const attestationMessages: Messages = {
  'attestation.none': {
    nl: 'Artikel 1bis vraagt een kunstwerkattest; er is er geen van de werknemer bekend.',
    fr: 'L’article 1bis demande une attestation du travail des arts ; aucune n’est connue.',
    en: 'Article 1bis needs an arts-work attestation; none is known of the worker.',
    de: 'Artikel 1bis verlangt eine Kunstarbeitsbescheinigung; es ist keine bekannt.',
  },
  'attestation.not-covering': {
    nl: 'Het kunstwerkattest dekt niet alle dagen: het geldt tot {{until}}, de laatste is {{last}}.',
    fr: 'L’attestation ne couvre pas tous les jours : elle vaut jusqu’au {{until}} ; dernier : {{last}}.',
    en: 'The attestation does not cover all days: it holds until {{until}}, the last is {{last}}.',
    de: 'Die Bescheinigung deckt nicht alle Tage: sie gilt bis {{until}}, der letzte ist {{last}}.',
  },
  'attestation.not-verified': {
    nl: 'Het kunstwerkattest is nog niet door de coöperatie nagezien.',
    fr: 'L’attestation n’a pas encore été vérifiée par la coopérative.',
    en: 'The attestation has not been verified by the co-operative yet.',
    de: 'Die Bescheinigung wurde von der Genossenschaft noch nicht geprüft.',
  },
  'attestation.ends-first': {
    nl: 'Het attest eindigt op {{until}}, voor het op {{from}} begint.',
    fr: 'L’attestation finit le {{until}}, avant de commencer le {{from}}.',
    en: 'The attestation ends on {{until}}, before it begins on {{from}}.',
    de: 'Die Bescheinigung endet am {{until}}, bevor sie am {{from}} beginnt.',
  },
  'attestation.too-long': {
    nl: 'Een attest van deze soort geldt hoogstens tot {{longest}}, niet tot {{until}}.',
    fr: 'Une attestation de ce type vaut au plus jusqu’au {{longest}}, non jusqu’au {{until}}.',
    en: 'An attestation of this kind holds until {{longest}} at most, not until {{until}}.',
    de: 'Eine Bescheinigung dieser Art gilt höchstens bis {{longest}}, nicht bis {{until}}.',
  },
  'attestation.recorded-before': {
    nl: 'Dit attest is al bewaard.',
    fr: 'Cette attestation est déjà enregistrée.',
    en: 'This attestation was recorded before.',
    de: 'Diese Bescheinigung ist bereits erfasst.',
  },
  'attestation.own': {
    nl: 'Over een eigen attest beslist iemand anders.',
    fr: 'Une autre personne décide de votre propre attestation.',
    en: 'Somebody else decides about your own attestation.',
    de: 'Über Ihre eigene Bescheinigung entscheidet jemand anders.',
  },
  'attestation.has-ended': {
    nl: 'Dit attest telt niet meer sinds {{day}}.',
    fr: 'Cette attestation ne compte plus depuis le {{day}}.',
    en: 'This attestation does not count any more since {{day}}.',
    de: 'Diese Bescheinigung zählt seit dem {{day}} nicht mehr.',
  },
  'attestation.verified-before': {
    nl: 'Dit attest is al nagezien op {{day}}.',
    fr: 'Cette attestation a déjà été vérifiée le {{day}}.',
    en: 'This attestation was verified on {{day}} already.',
    de: 'Diese Bescheinigung wurde bereits am {{day}} geprüft.',
  },
};
