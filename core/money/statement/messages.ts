/** What can be wrong with a file of the bank; each names the line. */
import type { Messages } from '../../platform/messages.js';

export const statementMessages: Messages = {
  'statement-file.amount': {
    nl: 'Regel {{line}}: "{{amount}}" is geen bedrag van deze rekening.',
    fr: 'Ligne {{line}} : « {{amount}} » n’est pas un montant de ce compte.',
    en: 'Line {{line}}: "{{amount}}" is not an amount of this account.',
    de: 'Zeile {{line}}: „{{amount}}“ ist kein Betrag dieses Kontos.',
  },
  'statement-file.balance': {
    nl:
      'Regel {{line}}: met de bewegingen komt uittreksel {{number}} op {{found}} uit en ' +
      'niet op {{said}}.',
    fr:
      'Ligne {{line}} : avec ses mouvements, l’extrait {{number}} arrive à {{found}} et non ' +
      'à {{said}}.',
    en:
      'Line {{line}}: with its movements, statement {{number}} comes to {{found}} and not ' +
      'to {{said}}.',
    de:
      'Zeile {{line}}: Mit seinen Bewegungen kommt Auszug {{number}} auf {{found}} und ' +
      'nicht auf {{said}}.',
  },
  'statement-file.credit-total': {
    nl: 'Regel {{line}}: de ontvangsten zijn samen {{found}}, het bestand zegt {{said}}.',
    fr: 'Ligne {{line}} : les crédits font {{found}}, le fichier dit {{said}}.',
    en: 'Line {{line}}: the credits come to {{found}}, the file says {{said}}.',
    de: 'Zeile {{line}}: Die Gutschriften ergeben {{found}}, die Datei sagt {{said}}.',
  },
  'statement-file.day': {
    nl: 'Regel {{line}}: dat is geen dag.',
    fr: 'Ligne {{line}} : ce n’est pas un jour.',
    en: 'Line {{line}}: that is not a day.',
    de: 'Zeile {{line}}: Das ist kein Tag.',
  },
  'statement-file.debit-total': {
    nl: 'Regel {{line}}: de uitgaven zijn samen {{found}}, het bestand zegt {{said}}.',
    fr: 'Ligne {{line}} : les débits font {{found}}, le fichier dit {{said}}.',
    en: 'Line {{line}}: the debits come to {{found}}, the file says {{said}}.',
    de: 'Zeile {{line}}: Die Belastungen ergeben {{found}}, die Datei sagt {{said}}.',
  },
  'statement-file.doctype': {
    nl: 'Regel {{line}}: een documenttype met entiteiten wordt niet aanvaard.',
    fr: 'Ligne {{line}} : un type de document avec des entités n’est pas accepté.',
    en: 'Line {{line}}: a document type with entities is not accepted.',
    de: 'Zeile {{line}}: Ein Dokumenttyp mit Entitäten wird nicht angenommen.',
  },
  'statement-file.empty': {
    nl: 'Dit is geen bestand in CODA of camt.053.',
    fr: 'Ce n’est pas un fichier CODA ou camt.053.',
    en: 'This is not a file in CODA or camt.053.',
    de: 'Das ist keine Datei in CODA oder camt.053.',
  },
  'statement-file.gap': {
    nl:
      'Regel {{line}}: uittreksel {{statement}} sluit niet aan op {{neighbour}}: {{found}} ' +
      'in plaats van {{expected}}. Er ontbreekt een uittreksel.',
    fr:
      'Ligne {{line}} : l’extrait {{statement}} ne rejoint pas {{neighbour}} : {{found}} au ' +
      'lieu de {{expected}}. Il manque un extrait.',
    en:
      'Line {{line}}: statement {{statement}} does not meet {{neighbour}}: {{found}} ' +
      'instead of {{expected}}. A statement is missing.',
    de:
      'Zeile {{line}}: Auszug {{statement}} schließt nicht an {{neighbour}} an: {{found}} ' +
      'statt {{expected}}. Es fehlt ein Auszug.',
  },
  'statement-file.line-conflict': {
    nl: 'Regel {{line}}: beweging {{n}} van dit uittreksel is al ingelezen met een andere inhoud.',
    fr:
      'Ligne {{line}} : le mouvement {{n}} de cet extrait est déjà importé avec un autre ' +
      'contenu.',
    en:
      'Line {{line}}: movement {{n}} of this statement was already imported with another ' +
      'content.',
    de:
      'Zeile {{line}}: Bewegung {{n}} dieses Auszugs wurde bereits mit anderem Inhalt ' +
      'importiert.',
  },
  'statement-file.loose-record': {
    nl: 'Regel {{line}}: deze record vervolgt geen beweging met volgnummer {{sequence}}.',
    fr: 'Ligne {{line}} : cet enregistrement ne suit aucun mouvement numéro {{sequence}}.',
    en: 'Line {{line}}: this record continues no movement with the number {{sequence}}.',
    de: 'Zeile {{line}}: Dieser Satz setzt keine Bewegung mit der Nummer {{sequence}} fort.',
  },
  'statement-file.other-account': {
    nl:
      'Regel {{line}}: het eindsaldo is van rekening {{account}}, het uittreksel van ' +
      '{{expected}}.',
    fr:
      'Ligne {{line}} : le solde final est du compte {{account}}, l’extrait du compte ' +
      '{{expected}}.',
    en:
      'Line {{line}}: the closing balance is of account {{account}}, the statement of ' +
      '{{expected}}.',
    de: 'Zeile {{line}}: Der Endsaldo gehört zu Konto {{account}}, der Auszug zu {{expected}}.',
  },
  'statement-file.other-currency': {
    nl: 'Regel {{line}}: in {{currency}}, terwijl de boeken in {{expected}} zijn.',
    fr: 'Ligne {{line}} : en {{currency}}, alors que les comptes sont en {{expected}}.',
    en: 'Line {{line}}: in {{currency}}, while the books are in {{expected}}.',
    de: 'Zeile {{line}}: in {{currency}}, während die Bücher in {{expected}} geführt werden.',
  },
  'statement-file.paged': {
    nl:
      'Regel {{line}}: dit uittreksel gaat in een ander bestand verder; vraag de bank het ' +
      'in één bestand.',
    fr:
      'Ligne {{line}} : cet extrait continue dans un autre fichier ; demandez-le en un seul ' +
      'à la banque.',
    en: 'Line {{line}}: this statement goes on in another file; ask the bank for it in one.',
    de:
      'Zeile {{line}}: Dieser Auszug geht in einer anderen Datei weiter; verlangen Sie ihn ' +
      'von der Bank in einer.',
  },
  'statement-file.record-count': {
    nl: 'Regel {{line}}: er zijn {{found}} records, het bestand zegt {{said}}.',
    fr: 'Ligne {{line}} : il y a {{found}} enregistrements, le fichier dit {{said}}.',
    en: 'Line {{line}}: there are {{found}} records, the file says {{said}}.',
    de: 'Zeile {{line}}: Es sind {{found}} Sätze, die Datei sagt {{said}}.',
  },
  'statement-file.record-length': {
    nl: 'Regel {{line}}: een record heeft 128 tekens, deze {{length}}.',
    fr: 'Ligne {{line}} : un enregistrement a 128 caractères, celui-ci {{length}}.',
    en: 'Line {{line}}: a record has 128 characters, this one {{length}}.',
    de: 'Zeile {{line}}: Ein Satz hat 128 Zeichen, dieser {{length}}.',
  },
  'statement-file.record-order': {
    nl: 'Regel {{line}}: een record {{type}} kan hier niet staan; verwacht: {{expected}}.',
    fr: 'Ligne {{line}} : un enregistrement {{type}} ne peut être ici ; attendu : {{expected}}.',
    en: 'Line {{line}}: a record {{type}} cannot be here; expected: {{expected}}.',
    de: 'Zeile {{line}}: Ein Satz {{type}} kann hier nicht stehen; erwartet: {{expected}}.',
  },
  'statement-file.same-file': {
    nl: 'Dit bestand was al ingelezen; er is niets bijgekomen.',
    fr: 'Ce fichier était déjà importé ; rien n’est ajouté.',
    en: 'This file was imported already; nothing is added.',
    de: 'Diese Datei war bereits importiert; nichts kommt hinzu.',
  },
  'statement-file.sequence': {
    nl: 'Regel {{line}}: beweging {{found}} waar {{expected}} moest komen; er ontbreken records.',
    fr:
      'Ligne {{line}} : mouvement {{found}} au lieu de {{expected}} ; il manque des ' +
      'enregistrements.',
    en: 'Line {{line}}: movement {{found}} where {{expected}} should be; records are missing.',
    de: 'Zeile {{line}}: Bewegung {{found}}, wo {{expected}} stehen müsste; es fehlen Sätze.',
  },
  'statement-file.statement-conflict': {
    nl: 'Regel {{line}}: uittreksel {{statement}} is al bekend met andere saldi.',
    fr: 'Ligne {{line}} : l’extrait {{statement}} est déjà connu avec d’autres soldes.',
    en: 'Line {{line}}: statement {{statement}} is known already with other balances.',
    de: 'Zeile {{line}}: Auszug {{statement}} ist bereits mit anderen Salden bekannt.',
  },
  'statement-file.statement-twice': {
    nl: 'Regel {{line}}: uittreksel {{number}} staat twee keer in het bestand.',
    fr: 'Ligne {{line}} : l’extrait {{number}} figure deux fois dans le fichier.',
    en: 'Line {{line}}: statement {{number}} is in the file twice.',
    de: 'Zeile {{line}}: Auszug {{number}} steht zweimal in der Datei.',
  },
  'statement-file.too-large': {
    nl: 'Regel {{line}}: een bestand heeft er hoogstens {{limit}}; stuur het in delen.',
    fr: 'Ligne {{line}} : un fichier en a au plus {{limit}} ; envoyez-le en parties.',
    en: 'Line {{line}}: a file has at most {{limit}} of them; send it in parts.',
    de: 'Zeile {{line}}: Eine Datei hat höchstens {{limit}} davon; senden Sie sie in Teilen.',
  },
  'statement-file.truncated': {
    nl: 'Regel {{line}}: het bestand is afgebroken.',
    fr: 'Ligne {{line}} : le fichier est tronqué.',
    en: 'Line {{line}}: the file is cut off.',
    de: 'Zeile {{line}}: Die Datei ist abgeschnitten.',
  },
  'statement-file.unknown-account': {
    nl: 'Regel {{line}}: {{account}} is geen rekening van de coöperatie.',
    fr: 'Ligne {{line}} : {{account}} n’est pas un compte de la coopérative.',
    en: 'Line {{line}}: {{account}} is not an account of the co-operative.',
    de: 'Zeile {{line}}: {{account}} ist kein Konto der Genossenschaft.',
  },
  'statement-file.version': {
    nl: 'Regel {{line}}: versie "{{version}}" van CODA wordt niet gelezen, alleen 2.',
    fr: 'Ligne {{line}} : la version « {{version}} » de CODA n’est pas lue, seulement la 2.',
    en: 'Line {{line}}: version "{{version}}" of CODA is not read, only 2.',
    de: 'Zeile {{line}}: Version „{{version}}“ von CODA wird nicht gelesen, nur 2.',
  },
  'statement-file.without-closing': {
    nl: 'Regel {{line}}: het uittreksel heeft geen eindsaldo met een dag.',
    fr: 'Ligne {{line}} : l’extrait n’a pas de solde final daté.',
    en: 'Line {{line}}: the statement has no closing balance with a day.',
    de: 'Zeile {{line}}: Der Auszug hat keinen Endsaldo mit einem Tag.',
  },
  'statement-file.without-number': {
    nl: 'Regel {{line}}: het uittreksel heeft geen nummer.',
    fr: 'Ligne {{line}} : l’extrait n’a pas de numéro.',
    en: 'Line {{line}}: the statement has no number.',
    de: 'Zeile {{line}}: Der Auszug hat keine Nummer.',
  },
  'statement-file.without-opening': {
    nl: 'Regel {{line}}: het uittreksel heeft geen beginsaldo.',
    fr: 'Ligne {{line}} : l’extrait n’a pas de solde initial.',
    en: 'Line {{line}}: the statement has no opening balance.',
    de: 'Zeile {{line}}: Der Auszug hat keinen Anfangssaldo.',
  },
  'statement-file.xml': {
    nl: 'Regel {{line}}: dit is geen geldige XML ({{reason}}).',
    fr: 'Ligne {{line}} : ce n’est pas du XML valable ({{reason}}).',
    en: 'Line {{line}}: this is not valid XML ({{reason}}).',
    de: 'Zeile {{line}}: Das ist kein gültiges XML ({{reason}}).',
  },
};
