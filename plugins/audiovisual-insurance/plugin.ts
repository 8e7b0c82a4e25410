import { definePlugin } from 'gezel/sdk';
import { coverTheShoot } from './cover-the-shoot.js';
import { InsuredShootResolver, Production } from './insured-shoot.js';
import { messages } from './messages.js';
import { seeds } from './seeds.js';

export const audiovisualInsurance = definePlugin({
  name: 'audiovisual-insurance',
  version: '0.1.0',
  platform: '^0.1.0',
  kind: 'bridge',
  bridges: ['audiovisual', 'insurance'],
  prefix: 'AudiovisualInsurance',
  title: {
    nl: 'Draaidagen verzekerd',
    fr: 'Tournages assurés',
    en: 'Insured shoots',
    de: 'Versicherte Drehtage',
  },
  description:
    'Offers to insure what is on the equipment lists of a shoot, and says what is not insured.',
  migrations: new URL('./migrations/', import.meta.url),
  extends: [Production],
  resolvers: [InsuredShootResolver],
  proposals: [coverTheShoot],
  messages,
  seeds,
});
