import { sql } from '../../platform/database/rows.js';
import { byAge, type Source } from '../../platform/read/source.js';
import { BankImport } from './bank-import.entity.js';

/** The bank's files are for those who match payments for the whole co-operative. */
export const bankImports: Source<BankImport> = {
  typeName: 'BankImport',
  entity: BankImport,
  permission: 'payment.match',
  visible: (_viewer, reach) => (reach === 'all' ? sql`true` : sql`false`),
  orders: byAge,
};
