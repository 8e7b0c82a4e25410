import {
  Activity,
  BigIntType,
  CivilDate,
  type CoreReference,
  Entity,
  Field,
  globalId,
  ID,
  Member,
  Money,
  money,
  ObjectType,
  PrimaryKey,
  Property,
  registerEnumType,
} from 'gezel/sdk';

export enum SpinOffStatus {
  DRAFT = 'DRAFT',
  SUBMITTED = 'SUBMITTED',
  APPROVED = 'APPROVED',
  REFUSED = 'REFUSED',
  TRANSFERRED = 'TRANSFERRED',
  WITHDRAWN = 'WITHDRAWN',
}
registerEnumType(SpinOffStatus, {
  name: 'StartUpSpinOffStatus',
  description: 'How far the file is by which an activity becomes a company.',
  valuesConfig: {
    DRAFT: { description: 'Its manager decides what goes along.' },
    SUBMITTED: { description: 'Somebody else is to judge it.' },
    APPROVED: { description: 'It may be carried out from its day on.' },
    REFUSED: { description: 'It may not, for the reasons given.' },
    TRANSFERRED: { description: 'What goes along is the company’s, and the money is settled.' },
    WITHDRAWN: { description: 'Not wanted any more.' },
  },
});

export enum ItemKind {
  CLIENT = 'CLIENT',
  ORDER = 'ORDER',
  CONTRACT = 'CONTRACT',
  ENGAGEMENT = 'ENGAGEMENT',
  INVOICE = 'INVOICE',
  INVESTMENT = 'INVESTMENT',
  AGREEMENT = 'AGREEMENT',
  EQUIPMENT = 'EQUIPMENT',
  DEBT = 'DEBT',
  DEPOSIT = 'DEPOSIT',
}
registerEnumType(ItemKind, {
  name: 'StartUpSpinOffItemKind',
  description: 'What an activity has or owes.',
  valuesConfig: {
    CLIENT: { description: 'A client.' },
    ORDER: { description: 'An offer that its client accepted.' },
    CONTRACT: { description: 'A contract with days after the transfer.' },
    ENGAGEMENT: { description: 'An employment without an end.' },
    INVOICE: { description: 'An invoice that is not paid whole.' },
    INVESTMENT: { description: 'Something that was bought to last.' },
    AGREEMENT: { description: 'An agreement with a supplier.' },
    EQUIPMENT: { description: 'A thing that the co-operative has handed out.' },
    DEBT: { description: 'A loan, or own money of a member.' },
    DEPOSIT: {
      description:
        'Money that is held for a van or a thing, which is its subject: given back before, or ' +
        'somebody’s to see to.',
    },
  },
});

export enum ItemDecision {
  CARRY = 'CARRY',
  STAY = 'STAY',
  SETTLE = 'SETTLE',
}
registerEnumType(ItemDecision, {
  name: 'StartUpSpinOffDecision',
  description: 'What becomes of it.',
  valuesConfig: {
    CARRY: { description: 'It goes along: the company has it from the day of the transfer.' },
    STAY: { description: 'It stays with the co-operative.' },
    SETTLE: { description: 'It is ended, paid or repaid before.' },
  },
});

/** The file by which an activity leaves as a company. */
@Entity({ tableName: 'spin_off', schema: 'start_ups' })
@ObjectType({
  simpleResolvers: true,
  description: 'The file by which an activity leaves the co-operative as a company.',
})
export class StartUpSpinOff {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => SpinOffStatus, { description: 'How far it is.' })
  status: SpinOffStatus;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'The company.' })
  companyName: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Its number in the register of enterprises.' })
  enterpriseNumber: string;

  /** IBAN of the company: no person's. */
  @Property({ columnType: 'text', type: 'text', fieldName: 'iban' })
  companyAccount: string;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'From this day on it is the company’s.' })
  transferOn: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  preparedById: string;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  judgedById: string | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Why it was approved or refused.' })
  reasons: string | null;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  transferredById: string | null;

  @Property({ columnType: 'bigint', type: BigIntType, nullable: true })
  settledMinor: bigint | null;

  @Property({ columnType: 'char(3)', type: 'text' })
  currency: string;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  changedAt: Date;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, {
    nullable: true,
    description: 'When the last of what goes along had moved; null: something is still to move.',
  })
  completedOn: string | null;

  @Field(() => Money, {
    nullable: true,
    description: 'What was paid out to the company of the money of the activity.',
  })
  get settled(): Money | null {
    return this.settledMinor === null ? null : money(this.settledMinor, this.currency);
  }

  @Field(() => Activity.type, { nullable: true, description: 'The activity that leaves.' })
  get activity(): CoreReference {
    return { id: this.activityId };
  }
}

/** One thing of the inventory, with what becomes of it. */
@Entity({ tableName: 'spin_off_item', schema: 'start_ups' })
@ObjectType({ simpleResolvers: true, description: 'One thing of the inventory of a spin-off.' })
export class StartUpSpinOffItem {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  spinOffId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => ItemKind, { description: 'What it is.' })
  kind: ItemKind;

  @Property({ columnType: 'text', type: 'text' })
  subjectType: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  subjectId: string;

  @Property({ columnType: 'bigint', type: BigIntType, nullable: true })
  valueMinor: bigint | null;

  @Property({ columnType: 'char(3)', type: 'text' })
  currency: string;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => ItemDecision, { nullable: true, description: 'Null: nobody has decided.' })
  decision: ItemDecision | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Of a debt that goes along: by what its creditor consents.',
  })
  note: string | null;

  @Property({ columnType: 'boolean', type: 'boolean' })
  @Field(() => Boolean, { description: 'Whether it can go along: what is only lent cannot.' })
  movable: boolean;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  ownerId: string | null;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, {
    nullable: true,
    description: 'By when its owner moves it; null before the transfer and of what moved at once.',
  })
  dueOn: string | null;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, { nullable: true, description: 'When it had moved.' })
  movedOn: string | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'How, in the words of whoever moved it; null where it moved by itself.',
  })
  movedHow: string | null;

  @Field(() => Member.type, {
    nullable: true,
    description: 'Who sees to it that it moves; null: nobody has said, or nothing is to be done.',
  })
  get owner(): CoreReference | null {
    return this.ownerId === null ? null : { id: this.ownerId };
  }

  @Field(() => ID, { description: 'The global id of what it is about.' })
  get subject(): string {
    return globalId(this.subjectType, this.subjectId);
  }

  @Field(() => Money, {
    nullable: true,
    description: 'What it is worth, or owed of it; null where nobody has told.',
  })
  get value(): Money | null {
    return this.valueMinor === null ? null : money(this.valueMinor, this.currency);
  }
}

/** A thing or a debt of an activity that another plugin has told of. */
@Entity({ tableName: 'holding', schema: 'start_ups' })
export class StartUpTold {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'text', type: 'text' })
  kind: 'DEBT' | 'EQUIPMENT';

  @Property({ columnType: 'text', type: 'text' })
  subjectType: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  subjectId: string;

  @Property({ columnType: 'bigint', type: BigIntType, nullable: true })
  valueMinor: bigint | null;

  @Property({ columnType: 'boolean', type: 'boolean' })
  open: boolean;

  @Property({ columnType: 'boolean', type: 'boolean' })
  movable: boolean;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  toldAt: Date;
}
