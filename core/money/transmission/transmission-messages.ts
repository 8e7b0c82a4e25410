import type { Messages } from '../../platform/messages.js';

export const transmissionMessages: Messages = {
  'invoice.not-issued': {
    nl: 'Alleen een uitgegeven document kan worden verstuurd.',
    fr: 'Seul un document émis peut être envoyé.',
    en: 'Only an issued document can be sent.',
    de: 'Nur ein ausgestelltes Dokument kann versandt werden.',
  },
  'invoice.already-sent': {
    nl: 'Dit document is al onderweg of aangekomen ({{status}}) en gaat geen tweede keer weg.',
    fr: 'Ce document est déjà en route ou arrivé ({{status}}) et ne part pas une deuxième fois.',
    en: 'This document is already on its way or has arrived ({{status}}); it does not go out twice.',
    de: 'Dieses Dokument ist unterwegs oder angekommen ({{status}}); es geht kein zweites Mal hinaus.',
  },
  'peppol.no-answer': {
    nl: 'Het Peppol-netwerk antwoordt nu niet: vraag het later opnieuw.',
    fr: 'Le réseau Peppol ne répond pas : redemandez plus tard.',
    en: 'The Peppol network does not answer now: ask again later.',
    de: 'Das Peppol-Netz antwortet gerade nicht: Fragen Sie später erneut.',
  },
  'peppol.nobody-to-ask': {
    nl: 'Deze server zoekt geen ontvangers op: SML_ZONE is niet ingesteld.',
    fr: 'Ce serveur ne recherche pas de destinataires : SML_ZONE n’est pas défini.',
    en: 'This server looks no receivers up: SML_ZONE is not set.',
    de: 'Dieser Server schlägt keine Empfänger nach: SML_ZONE ist nicht gesetzt.',
  },
  'invoice.client-not-on-network': {
    nl: 'De klant heeft geen elektronisch adres: vul een ondernemings- of btw-nummer in.',
    fr: 'Le client n’a pas d’adresse électronique : indiquez un numéro d’entreprise ou de TVA.',
    en: 'The client has no electronic address: give an enterprise or VAT number.',
    de: 'Der Kunde hat keine elektronische Adresse: Unternehmens- oder MwSt.-Nummer angeben.',
  },
};
