import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { absent, LookupError, type ParticipantLookup } from './participant-lookup.js';

/**
 * Stands in for the network: the file `participants.txt` has an address a line, such as
 * `0208:0566988259`, or `0208:0566988259 INVOICE` for who takes no credit notes. Without the file
 * nobody can be asked.
 */
export function directoryLookup(folder: string): ParticipantLookup {
  return Object.freeze({
    find: async (address: string) => {
      const text = await readFile(join(folder, 'participants.txt'), 'utf8').catch(
        (error: NodeJS.ErrnoException) => {
          if (error.code === 'ENOENT') return null;
          throw new LookupError(`participants.txt could not be read: ${error.code}`);
        },
      );
      if (text === null) return null;
      const lines = text.split('\n').map((line) => line.trim().split(/\s+/));
      const line = lines.find(([own]) => own?.toLowerCase() === address.toLowerCase());
      if (line === undefined) return absent;
      return { takesInvoices: true, takesCreditNotes: line[1] !== 'INVOICE' };
    },
  });
}
