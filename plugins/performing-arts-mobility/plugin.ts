import { definePlugin } from 'gezel/sdk';
import { messages } from './messages.js';
import { seeds } from './seeds.js';
import { ticketsOfTheTour, vansOfTheTour } from './travel-the-tour.js';

export const performingArtsMobility = definePlugin({
  name: 'performing-arts-mobility',
  version: '0.1.0',
  platform: '^0.1.0',
  kind: 'bridge',
  bridges: ['performing-arts', 'mobility'],
  prefix: 'PerformingArtsMobility',
  title: {
    nl: 'Op tournee',
    fr: 'En tournée',
    en: 'On tour',
    de: 'Auf Tournee',
  },
  description: 'Offers vans and tickets for the dates and places of a tour.',
  migrations: new URL('./migrations/', import.meta.url),
  proposals: [vansOfTheTour, ticketsOfTheTour],
  messages,
  seeds,
});
