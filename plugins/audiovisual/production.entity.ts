import {
  Activity,
  type CoreReference,
  Entity,
  Field,
  ID,
  Int,
  ObjectType,
  PrimaryKey,
  Property,
  registerEnumType,
} from 'gezel/sdk';

export enum ProductionKind {
  FILM = 'FILM',
  SERIES = 'SERIES',
  DOCUMENTARY = 'DOCUMENTARY',
  ANIMATION = 'ANIMATION',
  COMMERCIAL = 'COMMERCIAL',
  CLIP = 'CLIP',
  STAGE = 'STAGE',
  OTHER = 'OTHER',
}
registerEnumType(ProductionKind, {
  name: 'AudiovisualProductionKind',
  description: 'What is made.',
  valuesConfig: {
    FILM: { description: 'A fiction film, short or long.' },
    SERIES: { description: 'A fiction series.' },
    DOCUMENTARY: { description: 'A documentary, alone or in a series.' },
    ANIMATION: { description: 'Animation, alone or in a series.' },
    COMMERCIAL: { description: 'Advertising, or a film for a company.' },
    CLIP: { description: 'A music video.' },
    STAGE: {
      description: 'An original production for the stage, which the tax shelter knows too.',
    },
    OTHER: { description: 'Something else.' },
  },
});

/** Something for the screen, from its first planned day to its delivery. */
@Entity({ tableName: 'production', schema: 'audiovisual' })
@ObjectType({ simpleResolvers: true, description: 'Something that an activity makes on screen.' })
export class AudiovisualProduction {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'The title, a working one too.' })
  title: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => ProductionKind, { description: 'What is made.' })
  kind: ProductionKind;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Who directs it.' })
  director: string | null;

  @Property({ columnType: 'integer', type: 'integer', nullable: true })
  @Field(() => Int, { nullable: true, description: 'How many shooting days are planned in all.' })
  plannedDays: number | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Code of the joint committee of its crew, e.g. "303.01"; null: nobody said.',
  })
  jointCommittee: string | null;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  changedAt: Date;

  @Field(() => Activity.type, { nullable: true, description: 'The activity that makes it.' })
  get activity(): CoreReference {
    return { id: this.activityId };
  }
}
