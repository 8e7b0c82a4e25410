import { beforeAll, describe, expect, test } from '@jest/globals';
import {
  buildASTSchema,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isNonNullType,
  isObjectType,
  isScalarType,
  parse,
} from 'graphql';
import { coreDomains } from '../../domains.js';
import { newId } from '../../platform/ids.js';
import { buildCoreSchema, sharedTypes } from '../../platform/schema/build-core.js';
import { compose } from '../../platform/schema/compose.js';
import { tokenNames } from '../../platform/schema/plugin-findings.js';
import { camelPrefix } from '../check-definition.js';

export interface RemoteOptions {
  /** How the plugin is called in the graph, e.g. "tool-library". */
  readonly name: string;
  /** What its types begin with, e.g. "ToolLibrary". */
  readonly prefix: string;
  /** Headers of each request, made for its body: the gateway's signature, where it is asked for. */
  readonly headers?: (body: string) => Readonly<Record<string, string>>;
}

/**
 * Declares the tests of a subgraph that runs elsewhere, written in whatever language: what can be
 * told from outside, over HTTP, without knowing how it is made.
 */
export function conformanceOf(url: string | (() => string), options: RemoteOptions): void {
  describe(`conformance of the subgraph "${options.name}"`, () => {
    const ask = asking(() => (typeof url === 'string' ? url : url()), options);
    let sdl = '';
    let schema: GraphQLSchema;
    beforeAll(async () => {
      const { body } = await ask('{ _service { sdl } }');
      sdl = body.data?._service?.sdl ?? '';
      schema = buildASTSchema(parse(sdl), { assumeValid: true, assumeValidSDL: true });
    });

    test('serves its schema, of federation 2', () => {
      expect(sdl).toMatch(/@link\(\s*url:\s*"https:\/\/specs\.apollo\.dev\/federation\/v2\.\d/);
    });

    test('composes with the core, and takes nothing of it away', () => {
      const core = buildCoreSchema(coreDomains);
      const alone = compose([core]).apiSchema;
      const both = compose([core, { name: options.name, sdl }]).apiSchema;
      for (const type of Object.values(alone.getTypeMap()).filter(isObjectType)) {
        const fields = (both.getType(type.name) as GraphQLObjectType | undefined)?.getFields();
        expect(Object.keys(fields ?? {})).toEqual(
          expect.arrayContaining(Object.keys(type.getFields())),
        );
      }
    });

    test('keeps to its prefix, and describes everything that is its', () => {
      const found = Object.values(schema.getTypeMap()).flatMap((type) => named(type, options));
      expect(found).toEqual([]);
    });

    test('is nullable at the border: where it meets the core, and at the root', () => {
      const places = borders(schema).filter(({ field }) => isNonNullType(field.type));
      expect(places.map(({ type, field }) => `${type.name}.${field.name}`)).toEqual([]);
    });

    test('answers null for what is not there, and for whoever has no token', async () => {
      for (const { type, field } of borders(schema).filter(({ type }) =>
        tokenNames.has(type.name),
      )) {
        const selection = isObjectType(getNamedType(field.type)) ? '{ __typename }' : '';
        const document = `query ($of: [_Any!]!) { _entities(representations: $of) {
          ... on ${type.name} { ${field.name} ${selection} } } }`;
        const of = [{ __typename: type.name, id: `${type.name}:${newId()}` }];
        const { body } = await ask(document, { of });
        const seen = body.data?._entities?.[0]?.[field.name] ?? null;
        expect({ type: type.name, field: field.name, seen }).toMatchObject({ seen: null });
      }
    });

    test('refuses what is no request of GraphQL, and lives on', async () => {
      for (const body of ['', '{', '[]', '{"query": 7}', '{"query": "{"}']) {
        const { status } = await send(() => (typeof url === 'string' ? url : url()), options, body);
        expect({ body, refused: status >= 400 && status < 500 }).toEqual({ body, refused: true });
      }
      const { body } = await ask('{ noSuchField }');
      expect(body.errors?.length).toBeGreaterThan(0);
      expect((await ask('{ __typename }')).body.data).toEqual({ __typename: 'Query' });
    });

    test('answers each of a hundred references in one request', async () => {
      const [border] = borders(schema).filter(({ type }) => tokenNames.has(type.name));
      if (border === undefined) return;
      const of = Array.from({ length: 100 }, () => ({
        ...{ __typename: border.type.name, id: `${border.type.name}:${newId()}` },
      }));
      const { body } = await ask(
        'query ($of: [_Any!]!) { _entities(representations: $of) { __typename } }',
        { of },
      );
      expect(body.data?._entities ?? of).toHaveLength(100);
    });
  });
}

interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: whatever a stranger answers is looked at by hand.
  readonly data?: any;
  readonly errors?: readonly unknown[];
}

const asking =
  (url: () => string, options: RemoteOptions) =>
  async (query: string, variables: object = {}): Promise<{ status: number; body: Answer }> => {
    const { status, text } = await send(url, options, JSON.stringify({ query, variables }));
    return { status, body: JSON.parse(text) as Answer };
  };

async function send(url: () => string, { headers }: RemoteOptions, body: string) {
  const answer = await fetch(url(), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers?.(body) },
    body,
    signal: AbortSignal.timeout(5_000),
  });
  return { status: answer.status, text: await answer.text() };
}

/** Fields on core types and at the root: where the rest of the graph meets the plugin. */
function borders(schema: GraphQLSchema) {
  return Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter(({ name }) => tokenNames.has(name) || name === 'Query' || name === 'Mutation')
    .flatMap((type) =>
      Object.values(type.getFields())
        .filter(({ name }) => name !== 'id' && !name.startsWith('_'))
        .map((field) => ({ type, field })),
    );
}

const shared: ReadonlySet<string> = new Set([...sharedTypes.map(({ name }) => name), 'Severity']);

/** What of a type is not named after the plugin, or not described. */
function named(type: GraphQLNamedType, { prefix }: RemoteOptions): string[] {
  const { name } = type;
  if (name.includes('__') || name.startsWith('_') || isScalarType(type) || shared.has(name))
    return [];
  const ofCore = tokenNames.has(name) || name === 'Query' || name === 'Mutation';
  const found = ofCore || name.startsWith(prefix) ? [] : [`${name} lacks the prefix`];
  const described = ofCore || type.description ? [] : [`${name} has no description`];
  if (isEnumType(type)) return [...found, ...described];
  if (!isObjectType(type) && !isInputObjectType(type)) return [...found, ...described];
  const fields = Object.values(type.getFields()).filter((field) => !field.name.startsWith('_'));
  const own = fields.filter((field) => !(ofCore && field.name === 'id'));
  return [
    ...found,
    ...described,
    ...own
      .filter((field) => ofCore && !field.name.startsWith(camelPrefix(prefix)))
      .map((field) => `${name}.${field.name} lacks the prefix`),
    ...own
      .filter((field) => !field.description)
      .map((field) => `${name}.${field.name} has no description`),
  ];
}
