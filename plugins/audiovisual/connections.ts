import { connectionType } from 'gezel/sdk';
import { AudiovisualProduction } from './production.entity.js';
import { AudiovisualShootingDay } from './shooting-day.entity.js';

/** Lists that grow for years, a page at a time. */
export const ProductionConnection = connectionType(AudiovisualProduction);
export const ShootingDayConnection = connectionType(AudiovisualShootingDay);
