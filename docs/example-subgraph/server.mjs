/**
 * A plugin in plain JavaScript, without the SDK of this platform: a subgraph that follows the same
 * rules. It lends tools of a shared workshop to activities. Any language with a federation library
 * can do the same; `npm run jest -- docs/example-subgraph` runs the black-box tests against it, and
 * asks it through a gateway.
 *
 * With PLUGIN_SECRET and GATEWAY_URL it answers its gateway only; without them whoever is there, which
 * is for looking at it alone.
 */
import { createServer } from 'node:http';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, parse, validate } from 'graphql';
import { askCore, verifier } from './gateway.mjs';
import { manifest, sdl } from './manifest.mjs';

const { PLUGIN_SECRET: secret, GATEWAY_URL: gateway } = process.env;
const plugin = manifest.name;
const isSigned = secret === undefined ? () => true : verifier(secret, plugin);

/** Loans by the global id of an activity. A real workshop has a database here. */
const loans = new Map();

const resolvers = {
  Activity: {
    // Whatever a router has checked is checked again: a loan is shown to who sees the activity.
    __resolveReference: async ({ id }, { sees }) => ((await sees(id)) ? { id } : null),
    toolLibrary: ({ id }) => {
      const own = loans.get(id);
      return own === undefined ? null : { loans: own };
    },
  },
  Query: { toolLibrarySize: (_parent, _args, { token }) => (token === null ? null : 12) },
  Mutation: {
    toolLibraryLend: async (_parent, { activityId, tool, until }, { sees }) => {
      if (!(await sees(activityId))) return null;
      const loan = { tool, until };
      loans.set(activityId, [...(loans.get(activityId) ?? []), loan]);
      return loan;
    },
  },
};

const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers }]);

/** Whether the caller sees activities: all that are asked for in one tick are one question. */
function seeing(token) {
  if (token === null) return async () => false;
  if (gateway === undefined || secret === undefined) return async () => true;
  let asked = null;
  return async (globalId) => {
    if (asked === null) {
      asked = { ids: [], answer: null };
      const batch = asked;
      batch.answer = new Promise((resolve) => setImmediate(resolve)).then(async () => {
        asked = null;
        const query = 'query ($ids: [ID!]!) { sees(type: "Activity", ids: $ids) }';
        const { sees } = await askCore({ gateway, secret, plugin }, token, query, {
          ids: batch.ids,
        });
        return new Map(batch.ids.map((id, i) => [id, sees[i]]));
      });
    }
    const id = String(globalId).replace(/^Activity:/, '');
    asked.ids.push(id);
    return (await asked.answer).get(id) === true;
  };
}

async function graphql(request, body) {
  const { query, variables, operationName } = JSON.parse(body);
  if (typeof query !== 'string') throw new Error('A "query" is expected.');
  const document = parse(query);
  const errors = validate(schema, document);
  if (errors.length > 0) return [400, { errors }];
  const token = request.headers.authorization ?? null;
  const result = await execute({
    ...{ schema, document, operationName, contextValue: { token, sees: seeing(token) } },
    variableValues: variables ?? {},
  });
  return [200, result];
}

export const server = createServer(async (request, response) => {
  const answer = (status, body) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  try {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString('utf8');
    // Before anything of it is read: what is not the gateway's is nobody's.
    if (!isSigned(request, body)) return answer(401, { errors: [{ message: 'Not signed.' }] });
    if (request.url === '/manifest') return answer(200, manifest);
    return answer(...(await graphql(request, body)));
  } catch (error) {
    return answer(400, { errors: [{ message: error.message }] });
  }
});

const port = Number(process.argv[2] ?? 4010);
server.listen(port, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${server.address().port}/`);
});
