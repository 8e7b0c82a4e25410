import {
  BigIntType,
  CivilDate,
  Entity,
  Field,
  ID,
  Money,
  money,
  ObjectType,
  PrimaryKey,
  Property,
  registerEnumType,
} from 'gezel/sdk';

export enum EquipmentOwner {
  COOPERATIVE = 'COOPERATIVE',
  MEMBER = 'MEMBER',
  RENTAL = 'RENTAL',
}
registerEnumType(EquipmentOwner, {
  name: 'AudiovisualEquipmentOwner',
  description: 'Whose equipment it is.',
  valuesConfig: {
    COOPERATIVE: { description: 'The co-operative’s.' },
    MEMBER: { description: 'A member’s own.' },
    RENTAL: { description: 'A rental firm’s.' },
  },
});

export type CoverBefore = Pick<AudiovisualEquipment, 'coveredFrom' | 'coveredUntil' | 'coverId'>;

/** Something that is used for a production, what it is worth and until when it is covered. */
@Entity({ tableName: 'equipment', schema: 'audiovisual' })
@ObjectType({ simpleResolvers: true, description: 'Something that is used for a production.' })
export class AudiovisualEquipment {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  productionId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'What it is.' })
  title: string;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'The maker’s serial number.' })
  serialNumber: string | null;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => EquipmentOwner, { description: 'Whose it is.' })
  owner: EquipmentOwner;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'The rental firm, when it is rented.' })
  rentalFirm: string | null;

  @Property({ columnType: 'bigint', type: BigIntType })
  valueMinor: bigint;

  @Property({ columnType: 'char(3)', type: 'text' })
  currency: string;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, { nullable: true, description: 'First day of its cover; null: none.' })
  coveredFrom: string | null;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, { nullable: true, description: 'Last day of its cover, included.' })
  coveredUntil: string | null;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  coverId: string | null;

  /** What the list said before that cover was bought. */
  @Property({ columnType: 'jsonb', type: 'json', nullable: true })
  coverBefore: CoverBefore | null;

  @Field(() => Money, { description: 'What it would cost to replace.' })
  get value(): Money {
    return money(this.valueMinor, this.currency);
  }
}
