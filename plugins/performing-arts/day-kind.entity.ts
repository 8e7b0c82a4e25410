import { Entity, Field, ObjectType, PrimaryKey, Property, type Sentence } from 'gezel/sdk';

/** An open list: a co-operative adds the kinds that it knows, the first come as reference data. */
@Entity({ tableName: 'day_kind', schema: 'performing_arts' })
@ObjectType({ simpleResolvers: true, description: 'A kind of working day, e.g. a rehearsal.' })
export class PerformingArtsDayKind {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Stable code, e.g. "general-rehearsal".' })
  code: string;

  @Property({ columnType: 'jsonb', type: 'json' })
  titles: Sentence;
}
