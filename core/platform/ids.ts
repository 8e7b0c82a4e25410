import { v7 } from 'uuid';
import { badInput } from './errors.js';

/** A new UUIDv7: ids are made by the application, so a client's retry can carry the same one. */
export const newId = (): string => v7();

/**
 * The id that clients see: the type's name and the UUID, so that `node(id)` knows where to look.
 * Opaque to clients; legible for whoever reads a log.
 */
export const globalId = (typeName: string, id: string): string => `${typeName}:${id}`;

/** The UUID of an id of a known type; any other text is bad input, said as such. */
export function localId(typeName: string, id: string, path = 'id'): string {
  const parsed = parseId(id);
  if (parsed === null || parsed.typeName !== typeName) {
    const said = { code: 'input.no-id', values: { id: clip(id), type: typeName } };
    throw badInput(`"${clip(id)}" is not the id of a ${typeName}.`, path, said);
  }
  return parsed.id;
}

export function parseId(id: string): { typeName: string; id: string } | null {
  const match = pattern.exec(id);
  return match === null ? null : { typeName: match[1] as string, id: match[2] as string };
}

const uuidPattern = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;
const pattern = /^([A-Z][A-Za-z0-9]{0,79}):([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})$/;

/** The UUID that it is, in a place where ids of several types end; any other text is bad input. */
export function expectUuid(id: string): string {
  if (uuidPattern.test(id)) return id;
  throw badInput(`"${clip(id)}" is not the UUID of a thing.`, 'id');
}

const clip = (text: string) => (text.length > 80 ? `${text.slice(0, 80)}…` : text);
