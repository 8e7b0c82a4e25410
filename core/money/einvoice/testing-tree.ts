/** XML as an independent reader sees it: the rules of the tests trust no writer of ours. */
import { XMLParser } from 'fast-xml-parser';

export interface XmlNode {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlNode[];
  readonly text: string;
}

type Ordered = Record<string, unknown>;

export function parseXml(xml: string): XmlNode {
  const parser = new XMLParser({
    ...{ preserveOrder: true, ignoreAttributes: false, attributeNamePrefix: '' },
    ...{ parseTagValue: false, parseAttributeValue: false, trimValues: false },
  });
  const roots = (parser.parse(xml) as Ordered[]).filter((node) => !('?xml' in node));
  return nodeOf(roots.find((node) => !('#text' in node)) as Ordered);
}

function nodeOf(ordered: Ordered): XmlNode {
  const name = Object.keys(ordered).find((key) => key !== ':@') as string;
  const parts = ordered[name] as Ordered[];
  return {
    name,
    attributes: (ordered[':@'] ?? {}) as Record<string, string>,
    children: parts.filter((part) => !('#text' in part)).map(nodeOf),
    text: parts.map((part) => String(part['#text'] ?? '')).join(''),
  };
}

/** The nodes at a path such as "cac:TaxTotal/cac:TaxSubtotal"; "*" is any name. */
export function at(node: XmlNode, path: string): XmlNode[] {
  return path
    .split('/')
    .reduce<XmlNode[]>(
      (nodes, step) =>
        nodes.flatMap((each) => each.children.filter(({ name }) => step === '*' || name === step)),
      [node],
    );
}

export const has = (node: XmlNode, path: string): boolean => at(node, path).length > 0;

/** The text of the first node at a path, without blanks around it; '' when there is none. */
export const textAt = (node: XmlNode, path: string): string => at(node, path)[0]?.text.trim() ?? '';

/** A decimal text in millionths; exact, and NaN-free: what is no number throws. */
export function decimal(text: string): bigint {
  const match = /^(-?)(\d+)(?:\.(\d{1,6}))?$/.exec(text);
  if (match === null) throw new Error(`"${text}" is not a decimal number.`);
  const value = BigInt(`${match[2]}${(match[3] ?? '').padEnd(6, '0')}`);
  return match[1] === '-' ? -value : value;
}

/** The sum at a path, in millionths. */
export const sumAt = (node: XmlNode, path: string): bigint =>
  at(node, path).reduce((sum, each) => sum + decimal(each.text.trim()), 0n);

export const descendants = (node: XmlNode): XmlNode[] => [
  node,
  ...node.children.flatMap(descendants),
];
