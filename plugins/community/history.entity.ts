import { DateTime, Entity, Field, ID, ObjectType, PrimaryKey, Property } from 'gezel/sdk';

@Entity({ tableName: 'history', schema: 'community' })
@ObjectType({ simpleResolvers: true, description: 'A step of a recommendation or of a need.' })
export class CommunityHistory {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  subjectId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'How it stood from then on.' })
  status: string;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Why.' })
  reason: string | null;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  @Field(() => DateTime, { description: 'When.' })
  happenedAt: Date;
}
