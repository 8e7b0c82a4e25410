import { Entity, Field, ObjectType, PrimaryKey, Property, type Sentence } from 'gezel/sdk';

/** An open list: a co-operative adds the committees that it hires under. */
@Entity({ tableName: 'joint_committee', schema: 'audiovisual' })
@ObjectType({ simpleResolvers: true, description: 'A joint committee that crews work under.' })
export class AudiovisualJointCommittee {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'What productions name it by: "303.01", "dubbing".' })
  code: string;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'The number on contracts; null: not known, and nobody is hired under it yet.',
  })
  number: string | null;

  @Property({ columnType: 'jsonb', type: 'json' })
  titles: Sentence;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Where the number comes from.' })
  source: string | null;
}
