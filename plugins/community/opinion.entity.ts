import { DateTime, Entity, Field, ID, ObjectType, PrimaryKey, Property } from 'gezel/sdk';

@Entity({ tableName: 'opinion', schema: 'community' })
@ObjectType({ simpleResolvers: true, description: 'What a member says in a consultation.' })
export class CommunityOpinion {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  voteId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  memberId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'In their own words.' })
  body: string;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  @Field(() => DateTime, { description: 'When it was last written.' })
  writtenAt: Date;
}
