import { definePlugin, permission, privacy } from 'gezel/sdk';
import { buyTool } from './buy.tool.js';
import { carryOut } from './carry-out.handler.js';
import { followCovers } from './follow-covers.js';
import { EquipmentInstalment } from './instalment.entity.js';
import { EquipmentItem } from './item.entity.js';
import { ItemResolver } from './item.resolver.js';
import { EquipmentLease } from './lease.entity.js';
import { takeInstalments } from './lease.js';
import { leaseTool } from './lease.tool.js';
import { messages } from './messages.js';
import { rentTool } from './rent.tool.js';
import { EquipmentRental } from './rental.entity.js';
import { LeaseResolver, RentalResolver } from './rental.resolver.js';
import { SaleResolver } from './sale.resolver.js';
import { seeds } from './seeds.js';
import { concludeSale } from './sell.js';

export const equipment = definePlugin({
  name: 'equipment',
  version: '0.1.0',
  platform: '^0.1.0',
  kind: 'service',
  prefix: 'Equipment',
  title: { nl: 'Materiaal', fr: 'Matériel', en: 'Equipment', de: 'Ausrüstung' },
  description: 'Things that activities buy, lease, or rent from the pool of the co-operative.',
  migrations: new URL('./migrations/', import.meta.url),
  entities: [EquipmentItem, EquipmentRental, EquipmentLease, EquipmentInstalment],
  resolvers: [ItemResolver, RentalResolver, LeaseResolver, SaleResolver],
  tools: [rentTool, buyTool, leaseTool],
  events: [carryOut, concludeSale, followCovers],
  tells: ['equipment.handed-out', 'equipment.returned', 'equipment.retired'],
  jobs: [takeInstalments],
  permissions: [
    permission({
      name: 'equipment.read',
      description: 'See the pool, and what activities have, rent and lease.',
      roles: { MEMBER: 'own', ADVISER: 'all', FINANCE: 'all', ADMIN: 'all' },
    }),
    permission({
      name: 'equipment.write',
      description: 'Buy, lease and rent for an activity, and take its things out of use.',
      roles: { MEMBER: 'own', ADVISER: 'all', ADMIN: 'all' },
    }),
    permission({
      name: 'equipment.pool',
      description:
        'Keep the pool: add things, take them back, retire them; let companies take leases over.',
      roles: { ADVISER: 'all', ADMIN: 'all' },
    }),
  ],
  privacy: [
    privacy({
      entity: EquipmentRental,
      subject: 'contact',
      holds: ['condition'],
      onErase: 'retain',
      ground: 'GDPR art. 17.3.e: the state of a thing decides on the deposit.',
    }),
  ],
  messages,
  seeds,
  config: { longestRentalDays: 92 },
});
