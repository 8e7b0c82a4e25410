import { camtReader } from './camt.js';
import { codaReader } from './coda.js';
import type { FileEvent, FileReader } from './file-event.js';

export type StatementFormat = 'CODA' | 'CAMT_053';

/** A file that can be read from its start as often as needed. */
export interface StatementFile {
  open(): AsyncIterable<Uint8Array>;
}

/** The events of a file, as many at a time as a chunk holds; its first bytes tell its format. */
export async function* fileEvents(
  file: StatementFile,
): AsyncGenerator<{ readonly format: StatementFormat; readonly events: readonly FileEvent[] }> {
  let reader: FileReader | null = null;
  let format: StatementFormat = 'CODA';
  for await (const chunk of file.open()) {
    if (chunk.length === 0) continue;
    if (reader === null) {
      format = formatOf(chunk);
      reader = format === 'CODA' ? codaReader() : camtReader();
    }
    for (const part of slices(chunk)) yield { format, events: reader.read(part) };
  }
  yield { format, events: (reader ?? codaReader()).end() };
}

/** XML begins with "<", after a byte order mark and blanks; CODA with the "0" of its header. */
function formatOf(chunk: Uint8Array): StatementFormat {
  const start = new TextDecoder('latin1').decode(chunk.subarray(0, 64));
  return /^(ï»¿)?\s*</.test(start) ? 'CAMT_053' : 'CODA';
}

/** However large a chunk is, what is made of it at once stays small. */
function* slices(chunk: Uint8Array): Generator<Uint8Array> {
  const size = 65_536;
  for (let from = 0; from < chunk.length; from += size) yield chunk.subarray(from, from + size);
}
