import {
  BigIntType,
  CivilDate,
  Entity,
  Field,
  ID,
  Int,
  Money,
  money,
  ObjectType,
  type Opening,
  PrimaryKey,
  Property,
  registerEnumType,
  timeOf,
} from 'gezel/sdk';

export enum SpaceKind {
  ROOM = 'ROOM',
  DESKS = 'DESKS',
}
registerEnumType(SpaceKind, {
  name: 'WorkspacesSpaceKind',
  description: 'How a space is taken.',
  valuesConfig: {
    ROOM: { description: 'As a whole.' },
    DESKS: { description: 'Each desk by itself.' },
  },
});

export enum SpaceStatus {
  OPEN = 'OPEN',
  RETIRED = 'RETIRED',
}
registerEnumType(SpaceStatus, {
  name: 'WorkspacesSpaceStatus',
  description: 'Whether a space can be booked.',
  valuesConfig: {
    OPEN: { description: 'It can.' },
    RETIRED: { description: 'It is no longer offered.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'Hours of a weekday during which it is open.' })
export class WorkspacesOpening {
  @Field(() => Int, { description: '1 is Monday, 7 is Sunday.' })
  weekday: number;

  @Field(() => String, { description: 'e.g. "09:00", where the space is.' })
  opensAt: string;

  @Field(() => String, { description: 'e.g. "18:00"; "24:00" is midnight.' })
  closesAt: string;
}

@Entity({ tableName: 'space', schema: 'workspaces' })
@ObjectType({ simpleResolvers: true, description: 'A room, or desks in one place.' })
export class WorkspacesSpace {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'What it is called.' })
  name: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Where it is.' })
  place: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => SpaceKind, { description: 'How it is taken.' })
  kind: SpaceKind;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'People that a room holds, or how many desks there are.' })
  capacity: number;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Code of its category, which has a tariff.' })
  category: string;

  @Property({ columnType: 'jsonb', type: 'json' })
  openings: readonly Opening[];

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => SpaceStatus, { description: 'Whether it can be booked.' })
  status: SpaceStatus;

  @Field(() => [WorkspacesOpening], { description: 'When it is open in an ordinary week.' })
  get openingHours(): WorkspacesOpening[] {
    return this.openings.map(({ weekday, opens, closes }) => ({
      ...{ weekday, opensAt: timeOf(opens), closesAt: timeOf(closes) },
    }));
  }
}

@Entity({ tableName: 'closure', schema: 'workspaces' })
@ObjectType({ simpleResolvers: true, description: 'A day on which a space is closed.' })
export class WorkspacesClosure {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  spaceId: string;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The day.' })
  day: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Why.' })
  reason: string;
}

@ObjectType({ simpleResolvers: true, description: 'A step of the terms of cancellation.' })
export class WorkspacesCancellationStep {
  @Field(() => Int, { description: 'Cancelled at least so many days before the day of the slot …' })
  daysBefore: number;

  @Field(() => Int, { description: '… this part of the price goes back, in percent.' })
  refundPercent: number;
}

/** What a category costs and what a cancellation gives back, from a day on. */
@Entity({ tableName: 'tariff', schema: 'workspaces' })
@ObjectType({ simpleResolvers: true, description: 'Price and terms of a category of spaces.' })
export class WorkspacesTariff {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Code of the category of spaces.' })
  category: string;

  @Property({ columnType: 'char(3)', type: 'text' })
  currency: string;

  @Property({ columnType: 'bigint', type: BigIntType })
  perHourMinor: bigint;

  @Property({ columnType: 'jsonb', type: 'json' })
  @Field(() => [WorkspacesCancellationStep], {
    description: 'What goes back, the most days first; less than the last gives nothing back.',
  })
  cancellation: WorkspacesCancellationStep[];

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The first day of slots for which it holds.' })
  fromDay: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Who decided it, where and when.' })
  source: string;

  @Property({ columnType: 'boolean', type: 'boolean' })
  @Field(() => Boolean, { description: 'Made up for a demonstration: nobody has decided it.' })
  demonstration: boolean;

  @Field(() => Money, { description: 'The price of an hour of a room, or of one desk.' })
  get perHour(): Money {
    return money(this.perHourMinor, this.currency);
  }
}
