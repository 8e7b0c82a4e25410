import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { maxDirectivesRule } from '@escape.tech/graphql-armor-max-directives';
import {
  GraphQLError,
  type ParseOptions,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';
import type { Config } from '../../../core/platform/config.js';

/**
 * What a document may look like, whatever it asks. Tokens are counted by graphql's own parser,
 * which stops at the limit: armor's plug-in for them is written for Envelop, not for Apollo.
 */
export function parseLimits(config: Pick<Config, 'maxTokens'>): ParseOptions {
  return { maxTokens: config.maxTokens };
}

/** Depth, aliases and directives as validation rules: each refusal joins the other errors. */
export function validationLimits(
  config: Pick<Config, 'maxDepth' | 'maxAliases' | 'maxDirectives'>,
): ValidationRule[] {
  return [
    maxDepthRule({ n: config.maxDepth, flattenFragments: true, ...reporting }),
    // By default armor does not count aliases of or to `__typename`, which makes the limit void.
    maxAliasesRule({ n: config.maxAliases, allowList: [], ...reporting }),
    maxDirectivesRule({ n: config.maxDirectives, ...reporting }),
  ].map((rule) => rule as unknown as ValidationRule);
}

/** Suggestions are looked for among all names, so a document with many errors would cost much. */
export const validationOptions = { maxErrors: 20 } as const;

/** Armor throws by default, out of the validation and past the errors that were found before. */
const reporting = {
  propagateOnRejection: false,
  onReject: [
    (context: unknown, error: GraphQLError) => {
      const sentence = error.message.replace(/^Syntax Error: /, '');
      (context as ValidationContext).reportError(new GraphQLError(sentence));
    },
  ],
};
