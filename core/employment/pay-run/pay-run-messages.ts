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
  'pay-run.going': {
    nl: 'Er loopt al een betaalronde.',
    fr: 'Une exécution des paies est déjà en cours.',
    en: 'A pay run is already going on.',
    de: 'Ein Zahlungslauf ist bereits im Gange.',
  },
};
