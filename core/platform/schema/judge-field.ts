import { camelPrefix } from '../../sdk/check-definition.js';
import type { PluginDefinition } from '../../sdk/define.js';

/** How a plugin's subgraph names the field by which its rules are asked, and the types of it. */
export const judgeNames = (prefix: string) => ({
  field: `${camelPrefix(prefix)}Judge`,
  input: `${prefix}JudgedStep`,
  type: `${prefix}Judgement`,
});

/**
 * Adds to a plugin's SDL the field by which a gateway asks its rules about a step of the core. It is
 * inaccessible: no client of a composed graph sees it, and it answers nobody but a gateway.
 */
export function withJudge(sdl: string, { prefix, validations }: PluginDefinition): string {
  if (validations.length === 0) return sdl;
  const { field, input, type } = judgeNames(prefix);
  const linked = sdl.includes('"@inaccessible"')
    ? sdl
    : sdl.replace('"@shareable"', '"@shareable", "@inaccessible"');
  return `${linked}
"""A step of the core that the rules are asked about."""
input ${input} @inaccessible {
  """The transition, e.g. "contract.sign"."""
  transition: String!
  """What it is about, as it is: JSON, amounts as {"$bigint": "…"}."""
  before: String!
  """The same as it would become."""
  after: String!
  """The civil day of the step, YYYY-MM-DD."""
  at: String!
}

"""What a rule found."""
type ${type} @inaccessible {
  """The rule, by its name."""
  rule: String!
  """The code of its sentence."""
  code: String!
  """The property that it is about."""
  path: [String!]!
  """The values of its sentence: JSON."""
  values: String!
  """ERROR or WARNING."""
  severity: String!
}

extend type Query {
  """What the rules find about a step; for the gateway alone."""
  ${field}(
    """The step."""
    step: ${input}!
  ): [${type}!] @inaccessible
}
`;
}
