import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Money } from '../../platform/money.js';
import { CivilDate } from '../../platform/scalars.js';

export enum AutonomyLevel {
  GUIDED = 'GUIDED',
  AUTONOMOUS = 'AUTONOMOUS',
  ENTREPRENEURIAL = 'ENTREPRENEURIAL',
}
registerEnumType(AutonomyLevel, {
  name: 'AutonomyLevel',
  description: 'How far the manager of an activity decides alone.',
  valuesConfig: {
    GUIDED: { description: 'With an adviser at every larger step; where nothing else is decided.' },
    AUTONOMOUS: { description: 'Alone within wider limits.' },
    ENTREPRENEURIAL: { description: 'As an entrepreneur, within the widest limits.' },
  },
});

@ObjectType({
  description: 'What activities of a level may do alone in one kind of step, from a day on.',
  simpleResolvers: true,
})
export class AutonomyLimit {
  @Field(() => AutonomyLevel, { description: 'Of which level.' })
  level: AutonomyLevel;

  @Field(() => String, { description: 'The step that it is about, e.g. "contract.sign".' })
  transition: string;

  @Field(() => Money, {
    nullable: true,
    description: 'The most that one step may commit to; null: any amount.',
  })
  amount: Money | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The most days that it may bind, from today on; null: any term.',
  })
  termDays: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The most people that the activity may employ in a month; null: any number.',
  })
  workers: number | null;

  @Field(() => CivilDate, { description: 'The first day on which it holds.' })
  from: string;

  @Field(() => String, { description: 'The decision that it rests on.' })
  source: string;
}

@ObjectType({ description: 'How far an activity decides alone today.', simpleResolvers: true })
export class ActivityAutonomy {
  @Field(() => AutonomyLevel, { description: 'The level.' })
  level: AutonomyLevel;

  @Field(() => CivilDate, { nullable: true, description: 'Since when; null: since it was opened.' })
  since: string | null;

  @Field(() => [AutonomyLimit], { description: 'What limits it; a step without a limit is free.' })
  limits: AutonomyLimit[];
}
