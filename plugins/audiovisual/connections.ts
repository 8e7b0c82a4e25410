import { connectionType } from 'gezel/sdk';
import { AudiovisualCrewMember } from './crew.entity.js';
import { AudiovisualEquipment } from './equipment.entity.js';
import { AudiovisualProduction } from './production.entity.js';
import { AudiovisualShootingDay } from './shooting-day.entity.js';
import { AudiovisualSpend } from './spend.entity.js';

/** Lists that grow for years, a page at a time. */
export const ProductionConnection = connectionType(AudiovisualProduction);
export const CrewConnection = connectionType(AudiovisualCrewMember);
export const EquipmentConnection = connectionType(AudiovisualEquipment);
export const SpendConnection = connectionType(AudiovisualSpend);
export const ShootingDayConnection = connectionType(AudiovisualShootingDay);
