import { DateTime, Entity, Field, ObjectType, PrimaryKey, Property } from 'gezel/sdk';

/** What guidance knows of a member; its key is the member's, so at most one. */
@Entity({ tableName: 'member', schema: 'guidance' })
@ObjectType({ simpleResolvers: true, description: 'A member who was given advice.' })
export class GuidanceMember {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  memberId: string;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  @Field(() => DateTime, { description: 'Since when.' })
  since: Date;
}
