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
import { coreDomains } from '../../core/domains.js';
import { newId } from '../../core/platform/ids.js';
import { buildCoreSchema, sharedTypes } from '../../core/platform/schema/build-core.js';
import { compose } from '../../core/platform/schema/compose.js';
import { findingSentence, reasonOf } from '../../core/platform/schema/finding.js';
import { overrideFindings } from '../../core/platform/schema/override-findings.js';
import { tokenNames } from '../../core/platform/schema/plugin-findings.js';
import { camelPrefix } from '../../core/sdk/check-definition.js';

/** A subgraph that runs elsewhere, in whatever language, as it is known from outside. */
export interface Outside {
  /** How the plugin is called in the graph, e.g. "tool-library". */
  readonly name: string;
  /** What its types begin with, e.g. "ToolLibrary". */
  readonly prefix: string;
  readonly url: () => string;
  /** Headers of each request, made for its body: the gateway's signature, where it is asked for. */
  readonly headers?: (body: string) => Readonly<Record<string, string>>;
}

/** What can be told from outside, over HTTP, without knowing how a subgraph is made. */
export interface OutsidePromise {
  readonly name: string;
  /** How it is broken, a sentence each; none: it is kept. */
  broken(): Promise<readonly string[]>;
}

export function outsidePromises(outside: Outside): readonly OutsidePromise[] {
  const ask = asking(outside);
  let told: Promise<{ sdl: string; schema: GraphQLSchema }> | undefined;
  const known = () => {
    told ??= readSchema(ask);
    return told;
  };
  return [
    {
      name: 'serves its schema, of federation 2',
      broken: async () =>
        /@link\(\s*url:\s*"https:\/\/specs\.apollo\.dev\/federation\/v2\.\d/.test(
          (await known()).sdl,
        )
          ? []
          : ['Its SDL does not link federation v2.'],
    },
    {
      name: 'composes with the core, and takes nothing of it away',
      broken: async () => composing(outside.name, (await known()).sdl),
    },
    {
      name: 'keeps to its prefix, and describes everything that is its',
      broken: async () =>
        Object.values((await known()).schema.getTypeMap()).flatMap((type) => named(type, outside)),
    },
    {
      name: 'is nullable at the border: where it meets the core, and at the root',
      broken: async () =>
        borders((await known()).schema)
          .filter(({ field }) => isNonNullType(field.type))
          .map(({ type, field }) => `${type.name}.${field.name} is not nullable.`),
    },
    {
      name: 'answers null for what is not there, and for whoever has no token',
      broken: async () => strangers(ask, (await known()).schema),
    },
    {
      name: 'answers each of a hundred references in one request',
      broken: async () => hundred(ask, (await known()).schema),
    },
    {
      name: 'refuses what is no request of GraphQL, and lives on',
      broken: () => nonsense(outside, ask),
    },
    ...(outside.headers === undefined
      ? []
      : [{ name: 'answers nobody without the signature', broken: () => unsigned(outside) }]),
  ];
}

type Ask = (query: string, variables?: object) => Promise<Answer>;

interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: whatever a stranger answers is looked at by hand.
  readonly data?: any;
  readonly errors?: readonly unknown[];
}

async function readSchema(ask: Ask): Promise<{ sdl: string; schema: GraphQLSchema }> {
  const sdl = String((await ask('{ _service { sdl } }')).data?._service?.sdl ?? '');
  if (sdl === '') throw new Error('It tells no SDL: "{ _service { sdl } }" answers none.');
  return { sdl, schema: buildASTSchema(parse(sdl), { assumeValid: true, assumeValidSDL: true }) };
}

function composing(name: string, sdl: string): string[] {
  const core = buildCoreSchema(coreDomains);
  const taken = overrideFindings([{ name, sdl }]).map(findingSentence);
  if (taken.length > 0) return taken;
  let both: GraphQLSchema;
  try {
    both = compose([core, { name, sdl }]).apiSchema;
  } catch (error) {
    return [reasonOf(error)];
  }
  return Object.values(core.schema.getTypeMap())
    .filter((type) => isObjectType(type) && !type.name.startsWith('__'))
    .flatMap((type) => {
      const fields = (both.getType(type.name) as GraphQLObjectType | undefined)?.getFields() ?? {};
      return Object.keys((type as GraphQLObjectType).getFields())
        .filter((field) => fields[field] === undefined)
        .map((field) => `${type.name}.${field} is gone.`);
    });
}

async function strangers(ask: Ask, schema: GraphQLSchema): Promise<string[]> {
  const found: string[] = [];
  for (const { type, field } of borders(schema).filter(({ type }) => tokenNames.has(type.name))) {
    const selection = isObjectType(getNamedType(field.type)) ? '{ __typename }' : '';
    const document = `query ($of: [_Any!]!) { _entities(representations: $of) {
      ... on ${type.name} { ${field.name} ${selection} } } }`;
    const of = [{ __typename: type.name, id: `${type.name}:${newId()}` }];
    const seen = (await ask(document, { of })).data?._entities?.[0]?.[field.name] ?? null;
    if (seen !== null) found.push(`${type.name}.${field.name} answers ${JSON.stringify(seen)}.`);
  }
  return found;
}

async function hundred(ask: Ask, schema: GraphQLSchema): Promise<string[]> {
  const [border] = borders(schema).filter(({ type }) => tokenNames.has(type.name));
  if (border === undefined) return [];
  const of = Array.from({ length: 100 }, () => ({
    ...{ __typename: border.type.name, id: `${border.type.name}:${newId()}` },
  }));
  const document = 'query ($of: [_Any!]!) { _entities(representations: $of) { __typename } }';
  const answered = (await ask(document, { of })).data?._entities ?? of;
  return answered.length === 100 ? [] : [`It answers ${answered.length} of a hundred.`];
}

async function nonsense(outside: Outside, ask: Ask): Promise<string[]> {
  const found: string[] = [];
  for (const body of ['', '{', '[]', '{"query": 7}']) {
    const { status } = await send(outside, body);
    if (status < 400 || status >= 500) found.push(`It answers ${status} to the body '${body}'.`);
  }
  for (const document of ['{', '{ noSuchField }']) {
    if (!(await ask(document)).errors?.length) found.push(`It takes the document "${document}".`);
  }
  const { data } = await ask('{ __typename }');
  if (data?.__typename !== 'Query') found.push('It does not answer "{ __typename }" any more.');
  return found;
}

async function unsigned(outside: Outside): Promise<string[]> {
  const body = JSON.stringify({ query: '{ _service { sdl } }' });
  const { status, text } = await send({ ...outside, headers: () => ({}) }, body);
  return status === 401 ? [] : [`It answers ${status}: ${text.slice(0, 80)}`];
}

const asking =
  (outside: Outside): Ask =>
  async (query, variables = {}) => {
    const { text } = await send(outside, JSON.stringify({ query, variables }));
    return JSON.parse(text) as Answer;
  };

async function send({ url, headers }: Outside, body: string) {
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
function named(type: GraphQLNamedType, { prefix }: Outside): string[] {
  const { name } = type;
  if (name.includes('__') || name.startsWith('_') || isScalarType(type) || shared.has(name))
    return [];
  const ofCore = tokenNames.has(name) || name === 'Query' || name === 'Mutation';
  const found = ofCore || name.startsWith(prefix) ? [] : [`${name} lacks the prefix.`];
  const described = ofCore || type.description ? [] : [`${name} has no description.`];
  if (isEnumType(type)) return [...found, ...described];
  if (!isObjectType(type) && !isInputObjectType(type)) return [...found, ...described];
  const fields = Object.values(type.getFields()).filter((field) => !field.name.startsWith('_'));
  const own = fields.filter((field) => !(ofCore && field.name === 'id'));
  return [
    ...found,
    ...described,
    ...own
      .filter((field) => ofCore && !field.name.startsWith(camelPrefix(prefix)))
      .map((field) => `${name}.${field.name} lacks the prefix.`),
    ...own
      .filter((field) => !field.description)
      .map((field) => `${name}.${field.name} has no description.`),
  ];
}
