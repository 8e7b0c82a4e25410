import { Activity, definePlugin, field, permission } from 'gezel/sdk';
import { WorkspacesActivity } from './activity.entity.js';
import { WorkspacesBooking, WorkspacesSlot } from './booking.entity.js';
import { ActivityResolver, BookingResolver, SlotResolver } from './booking.resolver.js';
import { messages } from './messages.js';
import { seeds } from './seeds.js';
import { WorkspacesClosure, WorkspacesSpace, WorkspacesTariff } from './space.entity.js';
import { SpaceResolver } from './space.resolver.js';
import { space } from './space.tool.js';

export const workspaces = definePlugin({
  name: 'workspaces',
  version: '0.1.0',
  platform: '^0.1.0',
  kind: 'service',
  prefix: 'Workspaces',
  title: { nl: 'Werkruimten', fr: 'Espaces de travail', en: 'Workspaces', de: 'Arbeitsräume' },
  description: 'Rooms and desks of the co-operative by the hour, once or week by week.',
  migrations: new URL('./migrations/', import.meta.url),
  entities: [
    ...[WorkspacesActivity, WorkspacesSpace, WorkspacesClosure],
    ...[WorkspacesTariff, WorkspacesBooking, WorkspacesSlot],
  ],
  fields: [
    field({
      on: Activity,
      name: 'workspaces',
      type: WorkspacesActivity,
      description: 'What it has booked; null while it never did.',
      permission: 'workspaces.read',
    }),
  ],
  resolvers: [SpaceResolver, ActivityResolver, BookingResolver, SlotResolver],
  tools: [space],
  permissions: [
    permission({
      name: 'workspaces.read',
      description: 'See rooms and desks, what is free, and bookings of activities one sees.',
      roles: { MEMBER: 'own', ADVISER: 'all', FINANCE: 'all', ADMIN: 'all' },
    }),
    permission({
      name: 'workspaces.write',
      description: 'Book rooms and desks, which the activity pays, and cancel.',
      roles: { MEMBER: 'own', ADVISER: 'all', ADMIN: 'all' },
    }),
    permission({
      name: 'workspaces.manage',
      description: 'Offer spaces, set their hours, prices and terms, and see who has what.',
      roles: { ADVISER: 'all', ADMIN: 'all' },
    }),
  ],
  messages,
  seeds,
  config: { bookAheadDays: 550 },
});
