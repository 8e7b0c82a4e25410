import type { EntityClass } from '../database/orm.js';
import type { Tx } from '../database/transaction.js';

/**
 * Locks one row of the transaction's co-operative against other changes (not against references to
 * it) and answers its plain values; null when it is not there.
 */
export async function locked<T extends { id: string }>(
  tx: Tx,
  entity: EntityClass<T>,
  id: string,
): Promise<T | null> {
  const { schema, collection, props } = tx.em.getMetadata().get(entity);
  const columns = props.filter(({ persist }) => persist !== false);
  const list = columns.map(({ name, fieldNames }) => `"${fieldNames[0]}" as "${String(name)}"`);
  const [row] = await tx.query<T>(
    `select ${list.join(', ')} from "${schema}"."${collection}"
     where cooperative_id = $1 and id = $2 for no key update`,
    [tx.cooperativeId, id],
  );
  return row ?? null;
}
