/** What others are told of things: whoever insures them, or lists what an activity has. */
import { addDays, type EmittedEvent, type PluginContext } from 'gezel/sdk';
import type { EquipmentItem } from './item.entity.js';
import type { EquipmentRental } from './rental.entity.js';

/** A thing that an activity has for good, for a year at first. */
export const handedOut = (
  { today }: PluginContext,
  { id, valueMinor, activityId, insuredUnder }: EquipmentItem,
): EmittedEvent => ({
  ...{ type: 'equipment.handed-out', subject: { type: 'EquipmentItem', id }, activityId },
  payload: {
    ...{ ...firstYear(today), valueMinor: `${valueMinor}` },
    ...(insuredUnder !== null && { insured: true }),
  },
});

export const firstYear = (day: string) => ({ from: day, until: addDays(day, 365) });

/** A thing of the pool that goes back: `lent` says that it is never the activity's. */
export const lentOut = (
  { valueMinor }: EquipmentItem,
  { id, activityId, fromDay: from, untilDay: until }: EquipmentRental,
): EmittedEvent => ({
  ...{ type: 'equipment.handed-out', subject: { type: 'EquipmentRental', id }, activityId },
  payload: { from, until, valueMinor: `${valueMinor}`, lent: true },
});

/** It is back in the pool, or was called off before it left. */
export const returned = ({ id, activityId }: EquipmentRental): EmittedEvent => ({
  ...{ type: 'equipment.returned', subject: { type: 'EquipmentRental', id }, activityId },
});

/** The activity has it no more: broken, lost, sold, given back, called off, or gone with a company. */
export const retired = (id: string, activityId: string | null): EmittedEvent => ({
  ...{ type: 'equipment.retired', subject: { type: 'EquipmentItem', id }, activityId },
});
