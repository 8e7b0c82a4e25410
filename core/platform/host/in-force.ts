import type { ValidationDefinition } from '../../sdk/define.js';

/** A rule holds from its first day to the day before `until`. */
export const holds = ({ effective }: ValidationDefinition, day: string): boolean =>
  effective.from <= day && (effective.until === undefined || day < effective.until);
