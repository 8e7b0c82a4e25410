/** A foreign XML document as a small tree: no document type, no entities of its own, all bounded. */
import { SaxesParser } from 'saxes';

export interface XmlElement {
  /** "cac:Party": the usual prefix of the namespace, whatever the sender calls it. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
  text: string;
}

/** The document is no XML that we read; the message is for its sender. */
export class XmlRefused extends Error {
  override readonly name = 'XmlRefused';
}

const maximumElements = 100_000;
const maximumDepth = 40;

/** The root element. The names of entities that XML itself has are the only ones. */
export function xmlTree(bytes: Uint8Array, prefixes: ReadonlyMap<string, string>): XmlElement {
  const parser = new SaxesParser({ xmlns: true, position: false });
  const refuse = (reason: string) => {
    throw new XmlRefused(reason);
  };
  const document: XmlElement = { name: '', attributes: {}, children: [], text: '' };
  const open: XmlElement[] = [document];
  let elements = 0;
  parser.on('error', (error) => refuse(`It is not well-formed: ${error.message.slice(0, 120)}`));
  // Entities of a document type are how a small file becomes a huge one, or reads a file of ours.
  parser.on('doctype', () => refuse('It has a document type, which no such document may have.'));
  parser.on('opentag', ({ uri, local, attributes }) => {
    if (++elements > maximumElements) refuse('It has too many elements.');
    if (open.length > maximumDepth) refuse('Its elements are nested too deeply.');
    const prefix = prefixes.get(uri);
    const plain = Object.values(attributes).map((one) => [one.local, one.value] as const);
    const element = {
      name: prefix === undefined ? `?${local}` : prefix === '' ? local : `${prefix}:${local}`,
      ...{ attributes: Object.fromEntries(plain), children: [], text: '' },
    };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('text', (text) => {
    (open.at(-1) as XmlElement).text += text;
  });
  parser.on('cdata', (text) => {
    (open.at(-1) as XmlElement).text += text;
  });
  parser.on('closetag', () => {
    open.pop();
  });
  parser.write(decoded(bytes, refuse)).close();
  return document.children[0] as XmlElement;
}

function decoded(bytes: Uint8Array, refuse: (reason: string) => void): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    refuse('It is not UTF-8.');
    return '';
  }
}

/** The elements at a path such as "cac:Party/cbc:EndpointID". */
export const elementsAt = (element: XmlElement, path: string): XmlElement[] =>
  path
    .split('/')
    .reduce<XmlElement[]>(
      (found, step) =>
        found.flatMap(({ children }) => children.filter(({ name }) => name === step)),
      [element],
    );

/** The text at a path without blanks around it; null when there is none. */
export const textAt = (element: XmlElement, path: string): string | null =>
  elementsAt(element, path)[0]?.text.trim() || null;
