import type { Messages } from '../messages.js';

export const fileMessages: Messages = {
  'file.unknown-purpose': {
    nl: 'Zeg met "purpose" waarvoor het bestand dient; dit doel bestaat niet.',
    fr: 'Indiquez par « purpose » à quoi sert le fichier ; cet usage n’existe pas.',
    en: 'Say with "purpose" what the file is for; there is no such purpose.',
    de: 'Geben Sie mit „purpose“ an, wozu die Datei dient; diesen Zweck gibt es nicht.',
  },
  'file.too-large': {
    nl: 'Het bestand is te groot: hoogstens {{limit}} bytes.',
    fr: 'Le fichier est trop grand : au plus {{limit}} octets.',
    en: 'The file is too large: at most {{limit}} bytes.',
    de: 'Die Datei ist zu groß: höchstens {{limit}} Bytes.',
  },
  'file.empty': {
    nl: 'Het bestand is leeg.',
    fr: 'Le fichier est vide.',
    en: 'The file is empty.',
    de: 'Die Datei ist leer.',
  },
  'file.kind-not-taken': {
    nl: 'Dit soort bestand wordt hier niet aanvaard; de inhoud moet een van deze zijn: {{allowed}}.',
    fr: 'Ce genre de fichier n’est pas accepté ici ; le contenu doit être : {{allowed}}.',
    en: 'This kind of file is not taken here; its content must be one of: {{allowed}}.',
    de: 'Diese Art Datei wird hier nicht angenommen; der Inhalt muss eines sein von: {{allowed}}.',
  },
  'file.too-many-unclaimed': {
    nl: 'U hebt al {{limit}} bestanden opgeladen die nergens gebruikt worden.',
    fr: 'Vous avez déjà {{limit}} fichiers téléversés qui ne servent à rien.',
    en: 'You have already {{limit}} uploaded files that nothing uses.',
    de: 'Sie haben schon {{limit}} hochgeladene Dateien, die nirgends verwendet werden.',
  },
  'file.not-usable': {
    nl: 'Dit bestand is niet van u, is al gebruikt of vervallen; laad het opnieuw op.',
    fr: 'Ce fichier n’est pas à vous, a déjà servi ou a expiré ; téléversez-le à nouveau.',
    en: 'This file is not yours, already used or expired; upload it again.',
    de: 'Diese Datei gehört Ihnen nicht, ist schon verwendet oder abgelaufen; laden Sie sie neu hoch.',
  },
};
