import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { known, type RequestContext } from '../platform/context.js';
import { CivilDate } from '../platform/scalars.js';
import { Requires } from '../platform/schema-rules.js';
import { Violation } from '../platform/write/violation.js';
import { ApiToken } from './api-token.entity.js';
import { createApiToken } from './create-api-token.js';
import { revokeApiToken } from './revoke-api-token.js';

@InputType({ description: 'A new API token of your own.' })
export class CreateApiTokenInput {
  @Field(() => String, { description: 'What it is for, at most 100 characters.' })
  name: string;

  @Field(() => [String], { description: 'The permissions that it may use: only ones you hold.' })
  scopes: string[];

  @Field(() => CivilDate, { description: 'The last day on which it works, within a year.' })
  expiresOn: string;
}

@InputType({ description: 'The API token to end.' })
export class RevokeApiTokenInput {
  @Field(() => ID, { description: 'Its id.' })
  apiTokenId: string;
}

@ObjectType({ description: 'A new token, or why not.', simpleResolvers: true })
export class CreateApiTokenPayload {
  @Field(() => ApiToken, { nullable: true, description: 'The new token.' })
  apiToken: ApiToken | null;

  @Field(() => String, {
    nullable: true,
    description: 'The secret to send as "Authorization: Bearer …". It is shown only now.',
  })
  secret: string | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@ObjectType({ description: 'The token that has ended.', simpleResolvers: true })
export class RevokeApiTokenPayload {
  @Field(() => ApiToken, { nullable: true, description: 'The token as it now is.' })
  apiToken: ApiToken | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@Resolver()
export class ApiTokenResolver {
  @Requires('token.write')
  @Mutation(() => CreateApiTokenPayload, {
    description:
      'Makes an API token with which an application acts for you. In person only: what acts for you ' +
      'already, by an API token or a signed token with scopes, makes none (FORBIDDEN).',
  })
  createApiToken(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => CreateApiTokenInput, { description: 'What it may do and until when.' })
    input: CreateApiTokenInput,
  ): Promise<CreateApiTokenPayload> {
    return createApiToken(known(ctx), input);
  }

  @Requires('token.write')
  @Mutation(() => RevokeApiTokenPayload, {
    description:
      'Ends an API token at once. An application that acts for you ends no other than its own.',
  })
  async revokeApiToken(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => RevokeApiTokenInput, { description: 'Which one.' })
    input: RevokeApiTokenInput,
  ): Promise<RevokeApiTokenPayload> {
    return { apiToken: await revokeApiToken(known(ctx), input.apiTokenId), violations: [] };
  }
}
