import { sql } from '../platform/database/rows.js';
import { byAge, type Source } from '../platform/read/source.js';
import { DeadLetter, SkippedValidation } from './plugin-records.entity.js';

/** For whoever decides about plugins: what their being off has let through. */
export const skippedValidations: Source<SkippedValidation> = {
  typeName: 'SkippedValidation',
  entity: SkippedValidation,
  permission: 'plugin.enable',
  visible: (_viewer, reach) => (reach === 'all' ? sql`true` : sql`false`),
  orders: byAge,
};

/** For the same: events that need a person. Their ids say nothing of their age. */
export const deadLetters: Source<DeadLetter> = {
  typeName: 'DeadLetter',
  entity: DeadLetter,
  permission: 'plugin.enable',
  visible: (_viewer, reach) => (reach === 'all' ? sql`true` : sql`false`),
  orders: {
    NEWEST: { property: 'givenUpAt', direction: 'desc', type: 'timestamptz' },
    OLDEST: { property: 'givenUpAt', direction: 'asc', type: 'timestamptz' },
  },
};
