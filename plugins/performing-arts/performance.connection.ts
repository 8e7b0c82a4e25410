import { connectionType } from 'gezel/sdk';
import { PerformingArtsPerformance } from './performance.entity.js';

/** Lists of dates, a page at a time. */
export const PerformanceConnection = connectionType(PerformingArtsPerformance);
