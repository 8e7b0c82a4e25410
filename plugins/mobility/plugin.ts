import { Activity, definePlugin, field, permission, privacy } from 'gezel/sdk';
import { MobilityActivity } from './activity.entity.js';
import { ActivityResolver } from './activity.resolver.js';
import { closeRentals } from './close-rentals.job.js';
import { messages } from './messages.js';
import { railway } from './railway.provider.js';
import { MobilityRental } from './rental.entity.js';
import { RentalResolver } from './rental.resolver.js';
import { seeds } from './seeds.js';
import { tellLate } from './tell-late.job.js';
import { TicketResolver } from './ticket.resolver.js';
import { ticketDocument } from './ticket-document.js';
import { MobilityTicketRequest, MobilityTraveller } from './ticket-request.entity.js';
import { endTicketStep } from './ticket-steps.js';
import { trainTickets } from './train-tickets.tool.js';
import { MobilityVan, MobilityVanTariff } from './van.entity.js';
import { VanResolver } from './van.resolver.js';
import { van } from './van.tool.js';

export const mobility = definePlugin({
  name: 'mobility',
  version: '0.1.0',
  platform: '^0.1.0',
  kind: 'service',
  prefix: 'Mobility',
  title: { nl: 'Mobiliteit', fr: 'Mobilité', en: 'Mobility', de: 'Mobilität' },
  description: 'Vans of the co-operative by the day, and tickets for trains.',
  migrations: new URL('./migrations/', import.meta.url),
  entities: [
    ...[MobilityActivity, MobilityVan, MobilityVanTariff],
    ...[MobilityRental, MobilityTicketRequest, MobilityTraveller],
  ],
  fields: [
    field({
      on: Activity,
      name: 'mobility',
      type: MobilityActivity,
      description: 'Its vans and its tickets; null while it never had any.',
      permission: 'mobility.read',
    }),
  ],
  resolvers: [ActivityResolver, VanResolver, RentalResolver, TicketResolver],
  tools: [van, trainTickets],
  providers: [railway],
  uploads: [
    {
      name: 'mobility.tickets',
      permission: 'mobility.desk',
      mediaTypes: ['application/pdf', 'image/png', 'image/jpeg'],
    },
  ],
  downloads: [ticketDocument],
  events: [endTicketStep],
  tells: ['mobility.van-booked', 'mobility.van-called-off', 'mobility.van-returned'],
  jobs: [closeRentals, tellLate],
  permissions: [
    permission({
      name: 'mobility.read',
      description: 'See vans, what they cost, and rentals and tickets of activities one sees.',
      roles: { MEMBER: 'own', ADVISER: 'all', FINANCE: 'all', ADMIN: 'all' },
    }),
    permission({
      name: 'mobility.write',
      description: 'Book vans and ask for tickets, which the activity pays.',
      roles: { MEMBER: 'own', ADVISER: 'all', ADMIN: 'all' },
    }),
    permission({
      name: 'mobility.desk',
      description:
        'Keep the fleet and its tariffs, hand vans over and take them back, give tickets.',
      roles: { ADVISER: 'all', ADMIN: 'all' },
    }),
  ],
  privacy: [
    privacy({
      entity: MobilityTraveller,
      subject: 'contact',
      holds: ['travellerName'],
      onErase: 'erase',
      ground: 'GDPR art. 17: once the journey is over nobody needs the name on its ticket.',
    }),
  ],
  messages,
  seeds,
  config: { longestRentalDays: 62, bookAheadDays: 550, missedLookBackDays: 92 },
});
