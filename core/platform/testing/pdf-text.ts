/** What a reader sees on a PDF: an own small parser, so that no test trusts the library that wrote it. */
import { inflateSync } from 'node:zlib';

/** The text of all pages in the order of drawing, a paragraph or cell a line. */
export function pdfText(bytes: Uint8Array): string {
  const objects = objectsOf(Buffer.from(bytes).toString('latin1'));
  const pages = [...objects.values()].filter(({ head }) => /\/Type \/Page\b/.test(head));
  const words = pages.flatMap((page) => pageWords(page.head, objects));
  // A word that another follows in its line carries the space between them.
  return words.map((word) => (word.endsWith(' ') ? word : `${word}\n`)).join('');
}

/** How many pages it has. */
export const pdfPages = (bytes: Uint8Array): number =>
  (
    Buffer.from(bytes)
      .toString('latin1')
      .match(/\/Type \/Page\b/g) ?? []
  ).length;

interface PdfObject {
  readonly head: string;
  readonly stream: Buffer | null;
}

function objectsOf(file: string): Map<string, PdfObject> {
  const found = new Map<string, PdfObject>();
  for (const [, id, body] of file.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const [head = '', raw] = (body as string).split(/\nstream\n/);
    const bytes = raw && Buffer.from(raw.replace(/\nendstream$/, ''), 'latin1');
    const stream = bytes ? (head.includes('FlateDecode') ? inflateSync(bytes) : bytes) : null;
    found.set(id as string, { head, stream });
  }
  return found;
}

function pageWords(page: string, objects: Map<string, PdfObject>): string[] {
  const at = (name: string) => objects.get(new RegExp(`/${name} (\\d+) 0 R`).exec(page)?.[1] ?? '');
  const fonts = new Map<string, Map<string, string>>();
  const resources = at('Resources')?.head ?? '';
  for (const [, name, id] of resources.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
    const unicode = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id as string)?.head ?? '')?.[1];
    fonts.set(name as string, glyphsOf(objects.get(unicode ?? '')?.stream?.toString() ?? ''));
  }
  const content = at('Contents')?.stream?.toString('latin1') ?? '';
  let font = new Map<string, string>();
  const words: string[] = [];
  for (const [, name, array] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (name !== undefined) font = fonts.get(name) ?? new Map();
    else words.push(textOf(array as string, font));
  }
  return words;
}

const textOf = (array: string, font: Map<string, string>): string =>
  [...array.matchAll(/<([0-9a-f]+)>/g)]
    .flatMap(([, hex]) => (hex as string).match(/.{4}/g) ?? [])
    .map((glyph) => font.get(glyph) ?? '?')
    .join('');

/** `<0001> <0003> [<0041> <0042> <0043>]` of a character map. */
function glyphsOf(map: string): Map<string, string> {
  const glyphs = new Map<string, string>();
  for (const [, from, list] of map.matchAll(/<(\w{4})> <\w{4}> \[([^\]]*)\]/g)) {
    for (const [index, [, hex]] of [...(list as string).matchAll(/<([\w ]+)>/g)].entries()) {
      const glyph = (Number.parseInt(from as string, 16) + index).toString(16).padStart(4, '0');
      const units = (hex as string).replaceAll(' ', '').match(/.{4}/g) ?? [];
      const codes = units.map((unit) => Number.parseInt(unit, 16));
      glyphs.set(glyph, String.fromCharCode(...codes));
    }
  }
  return glyphs;
}
