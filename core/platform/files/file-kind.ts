import { createReadStream } from 'node:fs';

/** What a domain takes as uploads, and from whom. */
export interface UploadPurpose {
  /** e.g. "receipt": what the sender names and what a claim asks for. */
  readonly name: string;
  /** Who may send such a file. */
  readonly permission: string;
  /** What it may be, e.g. "application/pdf"; one `text/…` takes text that is no other format. */
  readonly mediaTypes: readonly string[];
}

export interface FileKind {
  readonly mediaType: string;
  /** Without the dot; null keeps that of the sender. */
  readonly extension: string | null;
}

/** What the bytes of a file are, if the purpose takes that; the sender's word does not count. */
export async function kindOf(path: string, purpose: UploadPurpose): Promise<FileKind | null> {
  const { fileTypeFromFile } = await import('file-type');
  const found = await fileTypeFromFile(path);
  if (found !== undefined) {
    const taken = purpose.mediaTypes.includes(found.mime);
    return taken ? { mediaType: found.mime, extension: found.ext } : null;
  }
  const text = purpose.mediaTypes.find((mediaType) => mediaType.startsWith('text/'));
  if (text === undefined || !(await isText(path))) return null;
  return { mediaType: text, extension: null };
}

/** No control characters but those that lay out a text: line ends, tabs, pages. */
async function isText(path: string): Promise<boolean> {
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    for (const byte of chunk) if (byte < 32 && !layout.has(byte)) return false;
  }
  return true;
}

const layout = new Set([...'\t\n\f\r'].map((character) => character.charCodeAt(0)));

/**
 * The sender's name for a file as far as it can stand in a header and on any disk, with the
 * extension of what it really is.
 */
export function filenameOf(given: string, { extension }: FileKind): string {
  const last = given.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const visible = last.toWellFormed().replace(/[\p{C}\p{Zl}\p{Zp}"<>|:*?]/gu, '');
  const [, stem = '', own = ''] = /^(.*?)(\.[A-Za-z0-9]{1,10})?$/u.exec(visible.trim()) ?? [];
  const name = [...stem.replace(/^[.\s]+/, '')].slice(0, 100).join('') || 'file';
  return name + (extension === null ? own : `.${extension}`);
}
