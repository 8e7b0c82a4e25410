import { definePlugin } from 'gezel/sdk';
import { creditTheInvestment } from './credit-the-investment.js';
import { messages } from './messages.js';
import { seeds } from './seeds.js';

export const startUpsFinancing = definePlugin({
  name: 'start-ups-financing',
  version: '0.1.0',
  platform: '^0.1.0',
  kind: 'bridge',
  bridges: ['start-ups', 'financing'],
  prefix: 'StartUpsFinancing',
  title: {
    nl: 'Investeringen gefinancierd',
    fr: 'Investissements financés',
    en: 'Financed investments',
    de: 'Finanzierte Investitionen',
  },
  description: 'Offers an investment credit for what a start-up is about to buy.',
  migrations: new URL('./migrations/', import.meta.url),
  proposals: [creditTheInvestment],
  messages,
  seeds,
});
