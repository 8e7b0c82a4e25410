/**
 * What the workshop is: its schema, and what a gateway must know of it. A gateway asks for the manifest
 * once (`npm run plugin -- connect tool-library`) and keeps it.
 */
export const sdl = `
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

  type Mutation {
    "Lends a tool to an activity that the caller sees; null when the caller sees none."
    toolLibraryLend(activityId: ID!, tool: String!, until: String!): ToolLibraryLoan
  }
`;

export const manifest = {
  ...{ name: 'tool-library', version: '0.1.0', platform: '^0.1.0', kind: 'service' },
  prefix: 'ToolLibrary',
  title: {
    ...{ nl: 'Gereedschap', fr: 'Outilthèque', en: 'Tool library', de: 'Werkzeugverleih' },
  },
  description: 'A shared workshop that lends tools.',
  sdl,
  rules: {
    'Query.toolLibrarySize': { kind: 'authenticated' },
    'Mutation.toolLibraryLend': { kind: 'authenticated' },
  },
  ...{ permissions: [], tools: [], validations: [], providers: [], events: [], jobs: [] },
  messages: {},
};
