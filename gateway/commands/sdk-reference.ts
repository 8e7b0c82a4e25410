import { readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type {
  ExportDeclaration,
  InterfaceDeclaration,
  Node,
  SourceFile,
  Statement,
} from 'typescript/unstable/ast';
import { projectFolder } from './project.js';

/**
 * The text of `docs/sdk.md`: what `core/sdk/index.ts` exports, with the docstrings beside it, read by
 * TypeScript itself. Whoever changes a docstring changes the page; a test fails when it was forgotten.
 */
export async function sdkReference(): Promise<string> {
  const { API } = await import('typescript/unstable/sync');
  const { SyntaxKind } = await import('typescript/unstable/ast');
  const root = projectFolder();
  const api = new API({ cwd: root });
  try {
    const snapshot = api.updateSnapshot({ openProject: join(root, 'tsconfig.json') });
    const [project] = snapshot.getProjects();
    const sourceOf = (path: string) => project?.program.getSourceFile(path);
    const kinds = {
      exports: SyntaxKind.ExportDeclaration as number,
      interface: SyntaxKind.InterfaceDeclaration as number,
      variable: SyntaxKind.VariableStatement as number,
    };
    const entries = exported(join(root, 'core/sdk/index.ts'), sourceOf, kinds);
    return page(entries, root, kinds);
  } finally {
    api.close();
  }
}

interface Kinds {
  readonly exports: number;
  readonly interface: number;
  readonly variable: number;
}

interface Entry {
  readonly name: string;
  readonly file: string;
  readonly statement: Statement;
}

type SourceOf = (path: string) => SourceFile | undefined;

/** Every name that the index exports from a file of this project, with its declaration. */
function exported(index: string, sourceOf: SourceOf, kinds: Kinds): Entry[] {
  const source = sourceOf(index);
  const entries: Entry[] = [];
  for (const statement of source?.statements ?? []) {
    if ((statement.kind as number) !== kinds.exports) continue;
    const declaration = statement as ExportDeclaration;
    const specifier = (declaration.moduleSpecifier as { text?: string } | undefined)?.text ?? '';
    // What comes from a library has its own documentation.
    if (!specifier.startsWith('.')) continue;
    const file = resolve(dirname(index), specifier.replace(/\.js$/, '.ts'));
    const clause = declaration.exportClause as { elements?: readonly NamedNode[] } | undefined;
    const wanted = clause?.elements?.map(({ name }) => name?.text as string);
    const declared = declarationsIn(sourceOf(file), file, kinds);
    entries.push(...declared.filter(({ name }) => wanted?.includes(name) ?? true));
  }
  return entries.sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1));
}

interface NamedNode extends Node {
  readonly name?: { readonly text: string };
}

/** The exported declarations of a file, by their names. */
function declarationsIn(source: SourceFile | undefined, file: string, kinds: Kinds): Entry[] {
  return [...(source?.statements ?? [])].flatMap((statement) => {
    const text = textOf(file, statement);
    if (!/^(export|@)/.test(text)) return [];
    if ((statement.kind as number) !== kinds.variable) {
      const { name } = statement as unknown as NamedNode;
      return name === undefined ? [] : [{ name: name.text, file, statement }];
    }
    const { declarationList } = statement as unknown as {
      declarationList: { declarations: readonly NamedNode[] };
    };
    return [...declarationList.declarations].map(({ name }) => ({
      ...{ name: name?.text ?? '', file, statement },
    }));
  });
}

function page(entries: readonly Entry[], root: string, kinds: Kinds): string {
  const sections = entries.map((entry) => {
    const { name, file, statement } = entry;
    const from = relative(root, file);
    const members = (statement.kind as number) === kinds.interface ? membersOf(entry) : '';
    const signature = members === '' ? `\n\`\`\`ts\n${signatureOf(entry)}\n\`\`\`\n` : members;
    const doc = docOf(file, statement);
    return `## ${name}\n${doc === '' ? '' : `\n${doc}\n`}${signature}\n<sub>${from}</sub>\n`;
  });
  return `# Reference of the SDK

<!-- Generated from the docstrings of core/sdk/index.ts: change them there, then npm run docs. -->

What a plugin may import from \`gezel/sdk\`, by name. A guide: [write a plugin](write-a-plugin.md).

${sections.join('\n')}`;
}

/** The members of an interface: each with its type, and what it means. */
function membersOf({ file, statement }: Entry): string {
  const { members } = statement as unknown as InterfaceDeclaration;
  const lines = [...members].map((member) => {
    const text = textOf(file, member as Node)
      .replace(/^readonly /, '')
      .replace(/;$/, '')
      .replace(/\s+/g, ' ');
    const doc = docOf(file, member as Node).replace(/\n/g, ' ');
    return `- \`${text}\`${doc === '' ? '' : `: ${doc}`}`;
  });
  return lines.length === 0 ? '' : `\n${lines.join('\n')}\n`;
}

/** A declaration without its body: what a caller has to know. */
function signatureOf({ file, statement }: Entry): string {
  const text = textOf(file, statement).replace(/^export /, '');
  const declared = /^(?:export )?((?:abstract )?class|enum) [^{]*/m.exec(text);
  if (declared !== null && /^(@|abstract|class|enum)/.test(text)) return shapeOf(declared, text);
  if (/^(async )?function/.test(text)) return beforeBody(text);
  if (/^const/.test(text)) return arrow.exec(text)?.[0] ?? (text.split(/\s=(?:\s|$)/)[0] as string);
  return text.trim();
}

/** A class by its properties, an enumeration by its names: without decorators and bodies. */
function shapeOf([head, kind]: RegExpExecArray, text: string): string {
  const body = text.slice(text.indexOf(head) + head.length);
  const member =
    kind === 'enum' ? /^ {2}(\w+)(?= =|,)/gm : /^ {2}((?:readonly )?\w+\??: [^;{(]+);$/gm;
  const end = kind === 'enum' ? ',' : ';';
  const members = [...body.matchAll(member)].map(([, one]) => `  ${one}${end}`);
  const start = head.replace(/^export /, '').trim();
  return members.length === 0 ? start : `${start} {\n${members.join('\n')}\n}`;
}

/** A function that is written as a constant: up to its arrow. */
const arrow = /^const \w+ = (?:async )?(?:<[^=]*>)?\([^=]*?\)(?:: [^=]+?)?(?= =>)/;

/** Up to the brace that opens the body: the first one that no bracket encloses. */
function beforeBody(text: string): string {
  let depth = 0;
  for (const [at, char] of [...text].entries()) {
    if ('([<'.includes(char)) depth += 1;
    if (')]'.includes(char) || (char === '>' && text[at - 1] !== '=')) depth -= 1;
    const opens = char === '{' && depth === 0 && !/[:|&]\s*$/.test(text.slice(0, at));
    if (opens) return text.slice(0, at).trim();
  }
  return text.trim();
}

/** Files are read once: a project has one text of each. */
const texts = new Map<string, string>();

function sourceText(file: string): string {
  const text = texts.get(file) ?? readFileSync(file, 'utf8');
  texts.set(file, text);
  return text;
}

/** The node's own text, without the comments before it. */
const textOf = (file: string, { pos, end }: Node): string =>
  sourceText(file)
    .slice(pos, end)
    .replace(/^(\s|\/\/[^\n]*\n|\/\*[\s\S]*?\*\/)*/, '');

/** The docstring right before a node, as plain lines; empty when it has none. */
function docOf(file: string, { pos, end }: Node): string {
  const text = sourceText(file).slice(pos, end);
  const before = /^(?:\s|\/\/[^\n]*\n|\/\*[\s\S]*?\*\/)*/.exec(text)?.[0] ?? '';
  const [doc] = before.match(/\/\*\*[\s\S]*?\*\/(?=\s*$)/) ?? [''];
  return doc
    .replace(/^\/\*\*|\*\/$/g, '')
    .split('\n')
    .map((line) => line.replace(/^\s*\* ?/, '').trim())
    .join('\n')
    .trim();
}
