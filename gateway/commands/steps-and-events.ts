import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Node } from 'typescript/unstable/ast';
import type { Checker, Project, Type, Symbol as TypeSymbol } from 'typescript/unstable/sync';
import { coreDomains } from '../../core/domains.js';
import { projectFolder } from './project.js';

/**
 * The text of `docs/steps-and-events.md`: 1 the transitions that the domains list, with the state that
 * TypeScript knows of each; 2 the events that the core's sources write, with their payload. Whoever
 * adds one changes the page; a test fails when it was forgotten.
 */
export async function stepsAndEvents(): Promise<string> {
  const { API } = await import('typescript/unstable/sync');
  const root = projectFolder();
  const api = new API({ cwd: root });
  try {
    const snapshot = api.updateSnapshot({ openProject: join(root, 'tsconfig.json') });
    const [project] = snapshot.getProjects();
    if (project === undefined) throw new Error(`There is no project in ${root}.`);
    return page(found(project, `${root}/core/`));
  } finally {
    api.close();
  }
}

interface Found {
  /** The properties of a step's state, by its name. */
  readonly states: Map<string, readonly string[]>;
  /** What an event is about and what its payload holds, by its type. */
  readonly events: Map<string, Told>;
  /** What each function that makes events says of all of them, and who calls it. */
  readonly makers: Map<string, Told>;
  readonly calls: { type: string; maker: string; payload: readonly string[] }[];
}

interface Told {
  subject: string;
  readonly payload: Set<string>;
}

function found({ program, checker }: Project, core: string): Found {
  const all: Found = { states: new Map(), events: new Map(), makers: new Map(), calls: [] };
  for (const file of program.getSourceFileNames()) {
    if (!file.startsWith(core) || file.endsWith('.test.ts') || file.includes('/testing/')) continue;
    const text = readFileSync(file, 'utf8');
    for (const [type, subject] of writtenBySql(text)) event(all, type).subject ||= subject;
    if (!/Transition<|\bsubject\b|(Event|Fact)\(/.test(text)) continue;
    const source = program.getSourceFile(file);
    if (source !== undefined) everyNode(source, (node) => look(node, text, checker, all));
  }
  for (const { type, maker, payload } of all.calls) {
    const [told, by] = [event(all, type), all.makers.get(maker)];
    told.subject ||= by?.subject ?? '–';
    for (const name of [...(by?.payload ?? []), ...payload]) told.payload.add(name);
  }
  return all;
}

/** Nodes as far as this page reads them. */
type Read = Node & {
  readonly name?: Node & { readonly text?: string };
  readonly type?: Node & { typeName?: { text?: string }; typeArguments?: readonly Node[] };
  readonly properties?: readonly Read[];
  readonly initializer?: Node & { readonly text?: string };
  readonly expression?: { readonly text?: string };
  readonly arguments?: readonly (Node & { readonly text?: string })[];
};

function everyNode(node: Node, see: (node: Read) => void): void {
  see(node as Read);
  node.forEachChild((child) => everyNode(child, see));
}

function look(node: Read, text: string, checker: Checker, all: Found): void {
  const [state] = node.type?.typeName?.text === 'Transition' ? (node.type.typeArguments ?? []) : [];
  const step = /name: '([a-z.-]+)'/.exec(text.slice(node.pos, node.end))?.[1];
  if (state !== undefined && step !== undefined) {
    all.states.set(step, namesOf(checker, checker.getTypeFromTypeNode(state as never)));
  }
  if (node.properties !== undefined) literal(node, text, checker, all);
  const name = node.name?.text ?? '';
  if (node.initializer && isMaker(name)) all.makers.set(name, made(node, text, checker));
  // `memberEvent('member.registered', id, payload)` and its like.
  const maker = node.expression?.text ?? '';
  if (!isMaker(maker)) return;
  for (const type of node.arguments?.[0] ? textsAt(checker, node.arguments[0]) : []) {
    const more = (node.arguments ?? []).slice(2);
    const payload = more.flatMap((one) => namesOf(checker, checker.getTypeAtLocation(one)));
    if (isEvent(type)) all.calls.push({ type, maker, payload });
  }
}

const isMaker = (name: string): boolean => /[a-z](Event|Fact)$/.test(name);

/** What a function that makes events says of all of them. */
function made(maker: Read, text: string, checker: Checker) {
  const payload = new Set<string>();
  everyNode(maker, ({ name, initializer }) => {
    if (name?.text !== 'payload' || initializer === undefined) return;
    const type = checker.getTypeAtLocation(initializer);
    for (const one of namesOf(checker, type)) payload.add(one);
  });
  return { subject: subjectOf(text.slice(maker.pos, maker.end), text) ?? '–', payload };
}

/** An object with the shape of an event; its type may be one of several, or lie in a constant. */
function literal(node: Read, text: string, checker: Checker, all: Found): void {
  const named = (name: string) => node.properties?.find((one) => one.name?.text === name);
  const [type, subject, payload] = ['type', 'subject', 'payload'].map(named);
  if (type?.name === undefined || subject === undefined) return;
  const shorthand = () => checker.getShorthandAssignmentValueSymbol(type);
  const value = type.initializer ?? shorthand();
  const types = value === undefined ? [] : textsAt(checker, value);
  const holds = payload?.name && checker.getTypeAtLocation(payload.name);
  for (const one of types.filter(isEvent)) {
    const told = event(all, one);
    told.subject ||= subjectOf(text.slice(subject.pos, subject.end), text) ?? '–';
    for (const name of namesOf(checker, holds)) told.payload.add(name);
  }
}

/** The type that a subject has: where it is written, or in the file's only constant of that name. */
function subjectOf(written: string, text: string): string | undefined {
  const here = /type: '(\w+)'/.exec(written)?.[1];
  if (here !== undefined) return here;
  const types = [...text.matchAll(/\bsubject = \{ type: '(\w+)'/g)].map(([, type]) => type);
  return new Set(types).size === 1 ? types[0] : undefined;
}

/** Drafts are written with their event in one statement. */
function writtenBySql(text: string): [string, string][] {
  const statements = text.match(/insert into core\.outbox[^`]*/g) ?? [];
  return statements.flatMap((sql) => {
    const [type, subject] = [/'([a-z-]+\.[a-z-]+)'/.exec(sql)?.[1], /'([A-Z]\w+)'/.exec(sql)?.[1]];
    return type === undefined ? [] : [[type, subject ?? ''] as [string, string]];
  });
}

function event({ events }: Found, type: string): Told {
  const known: Told = events.get(type) ?? { subject: '', payload: new Set<string>() };
  events.set(type, known);
  return known;
}

const isEvent = (text: string): boolean => /^[a-z][a-z-]*\.[a-z][a-z-]*$/.test(text);

const transitions = coreDomains
  .flatMap((domain) => domain.transitions)
  .toSorted((a, b) => (a.name < b.name ? -1 : 1));

const namesOf = (checker: Checker, type: Type | undefined): string[] =>
  type === undefined ? [] : checker.getPropertiesOfType(type).map(({ name }) => name);

/** The texts that an expression, or what a name stands for, may be. */
function textsAt(checker: Checker, value: (Node & { readonly text?: string }) | TypeSymbol) {
  if (!('kind' in value)) return textsOf(checker.getTypeOfSymbol(value));
  return isEvent(value.text ?? '')
    ? [value.text as string]
    : textsOf(checker.getTypeAtLocation(value));
}

/** The texts that a type admits: one, or those of a union. */
function textsOf(type: Type | undefined): string[] {
  const { value } = (type ?? {}) as { readonly value?: unknown };
  if (typeof value === 'string') return [value];
  return (
    (type as { getTypes?(): readonly Type[] } | undefined)?.getTypes?.()?.flatMap(textsOf) ?? []
  );
}

function page({ states, events }: Found): string {
  const listed = (names: Iterable<string>) =>
    [...names]
      .sort()
      .map((one) => `\`${one}\``)
      .join(', ');
  const steps = transitions.map(({ name, subject, tags }) => {
    const state = listed(states.get(name) ?? []);
    return `| \`${name}\` | ${subject} | ${tags.join(', ') || '–'} | ${state || '–'} |`;
  });
  const told = [...events]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([type, { subject, payload }]) => `| \`${type}\` | ${subject} | ${listed(payload) || '–'} |`,
    );
  return `# Steps and events of the core

<!-- Generated from the transitions of core/ and from the events that it writes: npm run docs. -->

## Steps

What a plugin's \`validation({ on })\` names. \`before\` and \`after\` are the state: plain values, amounts as
\`bigint\` in minor units, days as \`YYYY-MM-DD\`, instants as ISO texts. A step that lets money out or binds
somebody (\`money.out\`, \`legal\`) is never let pass by a rule that cannot answer: no \`flag\` there.

| step | about | tags | state |
|---|---|---|---|
${steps.join('\n')}

## Events

What a plugin's \`handler({ on })\` and a webhook's \`events\` name: facts, told after the commit at least once
and in any order. \`subject.id\` is a UUID; a payload holds ids, codes and amounts (in minor units, as texts),
never a name. Plugins tell events of their own, named after them.

| event | about | payload |
|---|---|---|
${told.join('\n')}
`;
}
