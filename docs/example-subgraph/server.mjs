/**
 * A plugin in plain JavaScript, without the SDK of this platform: a subgraph that follows the same
 * rules. It lends tools of a shared workshop to activities. Any language with a federation library
 * can do the same; `npm run jest -- docs/example-subgraph` runs the black-box tests against it.
 */
import { createServer } from 'node:http';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, parse, validate } from 'graphql';

const typeDefs = parse(`
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key"])

  "An activity of the co-operative: the platform's own, here only its id."
  type Activity @key(fields: "id") {
    id: ID!
    "The tools that this activity has on loan; null when there is nothing to show."
    toolLibrary: ToolLibraryShelf
  }

  "What an activity has on loan."
  type ToolLibraryShelf {
    "The tools, by name."
    loans: [ToolLibraryLoan!]!
  }

  "One tool on loan."
  type ToolLibraryLoan {
    "The tool."
    tool: String!
    "The last day of the loan, YYYY-MM-DD."
    until: String!
  }

  type Query {
    "How many tools the workshop has."
    toolLibrarySize: Int
  }
`);

/** Loans by the global id of an activity. A real workshop has a database here. */
const loans = new Map();

const resolvers = {
  Activity: {
    // Whoever has no token sees nothing: the gateway sends the user's on, and checks it again.
    __resolveReference: ({ id }, { token }) => (token === null ? null : { id }),
    toolLibrary: ({ id }) => {
      const own = loans.get(id);
      return own === undefined ? null : { loans: own };
    },
  },
  Query: { toolLibrarySize: (_parent, _args, { token }) => (token === null ? null : 12) },
};

const schema = buildSubgraphSchema([{ typeDefs, resolvers }]);

export const server = createServer(async (request, response) => {
  const answer = (status, body) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  try {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const { query, variables, operationName } = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    if (typeof query !== 'string') throw new Error('A "query" is expected.');
    const document = parse(query);
    const errors = validate(schema, document);
    if (errors.length > 0) return answer(400, { errors });
    const token = request.headers.authorization ?? null;
    const contextValue = { token };
    const result = await execute({
      ...{ schema, document, operationName, contextValue },
      variableValues: variables ?? {},
    });
    return answer(200, result);
  } catch (error) {
    return answer(400, { errors: [{ message: error.message }] });
  }
});

const port = Number(process.argv[2] ?? 4010);
server.listen(port, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${server.address().port}/`);
});
