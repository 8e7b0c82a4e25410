import type { Messages } from '../../platform/messages.js';

export const payRunMessages: Messages = {
  'pay-run.future': {
    nl: 'Wat op {{until}} betaalbaar is, wordt niet op {{today}} al betaald.',
    fr: 'Ce qui est dû le {{until}} n’est pas déjà payé le {{today}}.',
    en: 'What is due on {{until}} is not paid on {{today}} already.',
    de: 'Was am {{until}} fällig ist, wird nicht schon am {{today}} gezahlt.',
  },
  'pay-run.nothing-due': {
    nl: 'Tot en met {{until}} is er niets te betalen.',
    fr: 'Rien n’est dû jusqu’au {{until}} inclus.',
    en: 'Nothing is due until {{until}}.',
    de: 'Bis einschließlich {{until}} ist nichts fällig.',
  },
  'pay-run.failed': {
    nl: 'Betalen mislukte door een fout van het systeem; de beheerder vindt ze onder {{reference}}.',
    fr: 'Une erreur du système a empêché le paiement ; l’exploitant la trouve sous {{reference}}.',
    en: 'An error of the system kept it from being paid; its operator finds it under {{reference}}.',
    de: 'Ein Systemfehler verhinderte die Zahlung; der Betreiber findet ihn unter {{reference}}.',
  },
  'pay-run.going': {
    nl: 'Er loopt al een betaalronde.',
    fr: 'Une exécution des paies est déjà en cours.',
    en: 'A pay run is already going on.',
    de: 'Ein Zahlungslauf ist bereits im Gange.',
  },
};
