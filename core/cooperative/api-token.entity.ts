import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';
import { DateTime } from '../platform/scalars.js';
import { Node } from '../platform/schema/node.js';

/** A member's key for an application: the member's own permissions, narrowed by its scopes. */
@Entity({ tableName: 'api_token', schema: 'core' })
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'A key with which an application acts for a member, within its scopes.',
})
export class ApiToken {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  memberId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'What it is for, in the member’s words.' })
  name: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'How its secret begins, to recognise it by.' })
  prefix: string;

  /** SHA-256 of the secret, in hex. */
  @Property({ columnType: 'text', type: 'text' })
  hash: string;

  @Property({ columnType: 'text[]', type: 'array' })
  @Field(() => [String], {
    description: 'The permissions that it may use, as far as you have them.',
  })
  scopes: string[];

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  @Field(() => DateTime, { description: 'When it was made.' })
  createdAt: Date;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  @Field(() => DateTime, { description: 'From then on it is refused.' })
  expiresAt: Date;

  @Property({ columnType: 'timestamptz', type: 'datetime', nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When it was revoked.' })
  revokedAt: Date | null;

  @Property({ columnType: 'timestamptz', type: 'datetime', nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When it was last used.' })
  lastUsedAt: Date | null;
}
