import { definePlugin } from 'gezel/sdk';
import { advanceTheSubsidies } from './advance-the-subsidies.js';
import { messages } from './messages.js';
import { seeds } from './seeds.js';

export const performingArtsFinancing = definePlugin({
  name: 'performing-arts-financing',
  version: '0.1.0',
  platform: '^0.1.0',
  kind: 'bridge',
  bridges: ['performing-arts', 'financing'],
  prefix: 'PerformingArtsFinancing',
  title: {
    nl: 'Subsidies voorgefinancierd',
    fr: 'Subventions préfinancées',
    en: 'Pre-financed subsidies',
    de: 'Vorfinanzierte Zuschüsse',
  },
  description: 'Offers to advance what funders have still to pay of a subsidy.',
  migrations: new URL('./migrations/', import.meta.url),
  proposals: [advanceTheSubsidies],
  messages,
  seeds,
  config: { advanceAfterDays: 60, balanceAfterDays: 90 },
});
