import { badInput } from '../errors.js';
import type { Order } from './source.js';

/** A place in an order: the value of the ordered property and the id that breaks ties. */
export interface Place {
  readonly value: string;
  readonly id: string;
}

/** Cursors are opaque text that stays valid when rows come and go: a place, not an offset. */
export function encodeCursor(order: Order, row: object, key = 'id'): string {
  const values = row as Readonly<Record<string, unknown>>;
  const value = values[order.property];
  const text = value instanceof Date ? value.toISOString() : String(value);
  return Buffer.from(JSON.stringify([text, values[key]])).toString('base64url');
}

export function decodeCursor(order: Order, cursor: string): Place {
  try {
    const [value, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as string[];
    if (typeof value === 'string' && uuid.test(id ?? '') && shapes[order.type].test(value)) {
      return { value, id: id as string };
    }
  } catch {
    // Falls through: whatever it was, it is not a cursor of ours.
  }
  throw badInput('That cursor does not come from a list in this order.');
}

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

const shapes: Readonly<Record<Order['type'], RegExp>> = {
  uuid,
  text: /^\P{Cc}{0,500}$/u,
  date: /^\d{4}-\d{2}-\d{2}$/,
  timestamptz: /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/,
  bigint: /^-?\d{1,18}$/,
  float8: /^-?\d{1,17}(\.\d{1,20})?(e[+-]\d{1,3})?$/,
};
