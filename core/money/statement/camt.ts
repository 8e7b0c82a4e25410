/**
 * camt.053, the bank-to-customer statement of ISO 20022, of every version that banks send (001.02 to
 * 001.13): the names of elements are what counts, their namespace is not. Read in chunks; only one
 * entry is in memory at a time.
 */
import { SaxesParser, type SaxesTagNS } from 'saxes';
import { CamtEntry } from './camt-entry.js';
import { CamtStatement } from './camt-statement.js';
import { type FileEvent, type FileReader, problem } from './file-event.js';

export function camtReader(): FileReader {
  let events: FileEvent[] = [];
  const parser = new SaxesParser({ xmlns: true, position: true });
  const tree = new CamtTree((event) => events.push(event));
  let broken = false;
  parser.on('error', ({ message }) => {
    if (!broken) {
      const reason = message.replace(/^\d+:\d+: /, '');
      events.push(problem(parser.line, 'statement-file.xml', { reason }));
    }
    broken = true;
  });
  // Entities of a document type are how a small file becomes a huge one.
  parser.on('doctype', () => events.push(problem(parser.line, 'statement-file.doctype')));
  // The parser looks a namespace up through all that is open: depth costs its square.
  parser.on('opentag', (tag) => {
    if (!tree.open(tag, parser.line)) throw new TooDeep();
  });
  parser.on('text', (text) => tree.text(text));
  parser.on('cdata', (text) => tree.text(text));
  parser.on('closetag', ({ local }) => tree.close(local, parser.line));
  let decoder: TextDecoder | null = null;
  const taken = (work: () => void) => {
    try {
      if (!broken) work();
    } catch (error) {
      if (!(error instanceof TooDeep)) throw error;
      broken = true;
      const reason = `elements within more than ${maximumDepth} others`;
      events.push(problem(parser.line, 'statement-file.xml', { reason }));
    }
    const out = events;
    events = [];
    return out;
  };
  return {
    read: (chunk) =>
      taken(() => {
        decoder ??= decoderFor(chunk);
        parser.write(decoder.decode(chunk, { stream: true }));
      }),
    end: () =>
      taken(() => {
        parser.write(decoder?.decode() ?? '');
        parser.close();
        if (!broken) tree.end(parser.line);
      }),
  };
}

/** Nothing of a statement lies deeper than fifteen elements. */
const maximumDepth = 40;

/** Leaves the parser in the middle of a chunk: what follows is not read. */
class TooDeep extends Error {}

/** By the encoding that the document declares in its first line; UTF-8 when it declares none. */
function decoderFor(chunk: Uint8Array): TextDecoder {
  const start = new TextDecoder('latin1').decode(chunk.subarray(0, 200));
  const label = /encoding\s*=\s*["']([\w-]+)["']/.exec(start)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(label);
  } catch {
    return new TextDecoder('utf-8');
  }
}

/** Follows where in the document the parser is, and hands what it finds to statement and entry. */
class CamtTree {
  readonly #path: string[] = [];
  #text = '';
  #statement: CamtStatement | null = null;
  #entry: CamtEntry | null = null;
  #statements = 0;
  readonly #say: (event: FileEvent) => void;

  constructor(say: (event: FileEvent) => void) {
    this.#say = say;
  }

  /** Answers false when it is deeper than any statement. */
  open({ local, attributes }: SaxesTagNS, line: number): boolean {
    if (this.#path.length >= maximumDepth) return false;
    this.#path.push(local);
    this.#text = '';
    const currency = attributes.Ccy?.value;
    if (local === 'Stmt' && this.#path.length === 3) {
      this.#statements++;
      this.#statement = new CamtStatement(line, this.#say);
    } else if (local === 'Ntry' && this.#statement !== null && this.#entry === null) {
      this.#statement.open();
      this.#entry = new CamtEntry(line, this.#statement.currency, this.#say);
    } else if (local === 'TxDtls') this.#entry?.openDetail(line);
    if (currency !== undefined && local === 'Amt') {
      (this.#entry ?? this.#statement)?.amountIn(currency, this.#within(), line);
    }
    return true;
  }

  text(text: string): void {
    // Longer than any value that is read; what is longer is not kept.
    if (this.#text.length < 4_000) this.#text += text;
  }

  close(local: string, line: number): void {
    const place = this.#within();
    const value = this.#text.trim();
    if (this.#entry !== null) {
      if (place === '') {
        this.#statement?.add(this.#entry.close());
        this.#entry = null;
      } else if (value !== '') this.#entry.value(place, value);
    } else if (this.#statement !== null) {
      if (place === '') {
        this.#statement.close(line);
        this.#statement = null;
      } else if (local === 'Bal') this.#statement.balance(line);
      else if (value !== '') this.#statement.value(place, value, line);
    }
    this.#path.pop();
    this.#text = '';
  }

  end(line: number): void {
    if (this.#statements === 0) this.#say(problem(line, 'statement-file.empty'));
  }

  /** The place inside the entry, or else inside the statement: "NtryDtls/TxDtls/Refs/EndToEndId". */
  #within(): string {
    // Document/BkToCstmrStmt/Stmt/Ntry/…
    return this.#path.slice(this.#entry === null ? 3 : 4).join('/');
  }
}
