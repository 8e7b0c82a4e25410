import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { CivilDate } from '../../platform/scalars.js';
import { Node } from '../../platform/schema/node.js';

export enum VehicleKind {
  CAR = 'CAR',
  MOTORCYCLE = 'MOTORCYCLE',
  MOPED = 'MOPED',
}
registerEnumType(VehicleKind, {
  name: 'VehicleKind',
  description: 'Vehicles for which the kilometres of a business trip are paid.',
  valuesConfig: {
    CAR: { description: 'A car.' },
    MOTORCYCLE: { description: 'A motorcycle.' },
    MOPED: { description: 'A moped.' },
  },
});

/** A member's own vehicle, with which kilometres are claimed. */
@Entity({ tableName: 'vehicle', schema: 'core' })
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'A member’s own vehicle, with which kilometres are claimed.',
})
export class Vehicle {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  memberId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => VehicleKind, { description: 'What it is.' })
  kind: VehicleKind;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Its number plate.' })
  plate: string;

  @Property({ columnType: 'date', type: 'date', fieldName: 'from_day' })
  @Field(() => CivilDate, { description: 'From when the member drives it.' })
  from: string;

  @Property({ columnType: 'date', type: 'date', nullable: true, fieldName: 'until_day' })
  @Field(() => CivilDate, { nullable: true, description: 'Until when, that day not counted.' })
  until: string | null;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Counts the changes.' })
  version: number;
}
