import { registerEnumType } from 'gezel/sdk';

export enum Owner {
  COOPERATIVE = 'COOPERATIVE',
  LESSOR = 'LESSOR',
  MEMBER = 'MEMBER',
}
registerEnumType(Owner, {
  name: 'EquipmentOwner',
  description: 'Whose a thing is.',
  valuesConfig: {
    COOPERATIVE: { description: 'The co-operative’s.' },
    LESSOR: { description: 'Of whoever leases it out.' },
    MEMBER: { description: 'Of the member who uses it in the activity.' },
  },
});

export enum ItemStatus {
  IN_USE = 'IN_USE',
  RETIRED = 'RETIRED',
  CANCELLED = 'CANCELLED',
  TRANSFERRED = 'TRANSFERRED',
}
registerEnumType(ItemStatus, {
  name: 'EquipmentItemStatus',
  description: 'Whether a thing is still used.',
  valuesConfig: {
    IN_USE: { description: 'It is.' },
    RETIRED: { description: 'It is broken, lost, sold or given back.' },
    CANCELLED: { description: 'Called off on the day it was acquired; what it cost went back.' },
    TRANSFERRED: { description: 'It left with the company that the activity became.' },
  },
});

export enum RentalStatus {
  BOOKED = 'BOOKED',
  RETURNED = 'RETURNED',
  CANCELLED = 'CANCELLED',
}
registerEnumType(RentalStatus, {
  name: 'EquipmentRentalStatus',
  description: 'How a rental stands.',
  valuesConfig: {
    BOOKED: { description: 'Paid, and kept free or handed out.' },
    RETURNED: { description: 'It is back.' },
    CANCELLED: { description: 'Called off; price and deposit went back.' },
  },
});

export enum LeaseStatus {
  RUNNING = 'RUNNING',
  RETURNED = 'RETURNED',
  BOUGHT = 'BOUGHT',
  CANCELLED = 'CANCELLED',
  TRANSFERRED = 'TRANSFERRED',
}
registerEnumType(LeaseStatus, {
  name: 'EquipmentLeaseStatus',
  description: 'How a lease stands.',
  valuesConfig: {
    RUNNING: { description: 'Its parts are taken as they are due.' },
    RETURNED: { description: 'It ended and the thing went back.' },
    BOUGHT: { description: 'It ended and the thing was kept.' },
    CANCELLED: { description: 'Called off on the day it began, before any part was taken.' },
    TRANSFERRED: { description: 'A company took it over with the consent of the lessor.' },
  },
});

export enum InstalmentStatus {
  DUE = 'DUE',
  MISSED = 'MISSED',
  PAID = 'PAID',
  CANCELLED = 'CANCELLED',
}
registerEnumType(InstalmentStatus, {
  name: 'EquipmentInstalmentStatus',
  description: 'How a part of a lease stands.',
  valuesConfig: {
    DUE: { description: 'It is to be taken.' },
    MISSED: { description: 'There was no money for it; it is tried again each day.' },
    PAID: { description: 'It was taken.' },
    CANCELLED: { description: 'Its lease was called off or taken over; it is never taken.' },
  },
});
