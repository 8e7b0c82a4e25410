import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DateTime } from '../scalars.js';

export enum PendingValidationStatus {
  PENDING_VALIDATION = 'PENDING_VALIDATION',
  ANSWERED = 'ANSWERED',
}
registerEnumType(PendingValidationStatus, {
  name: 'PendingValidationStatus',
  description: 'Whether a plugin has answered what a step waits for.',
  valuesConfig: {
    PENDING_VALIDATION: { description: 'It is asked again until it answers.' },
    ANSWERED: { description: 'It has answered: try the step again, and it counts for a day.' },
  },
});

@ObjectType({
  description: 'A check by a plugin elsewhere that could not answer when a step was tried.',
  simpleResolvers: true,
})
export class PendingValidation {
  @Field(() => String, { description: 'The plugin that is asked.' })
  plugin: string;

  @Field(() => String, { description: 'The step that waits, e.g. "contract.sign".' })
  transition: string;

  @Field(() => PendingValidationStatus, { description: 'Whether it has answered.' })
  status: PendingValidationStatus;

  @Field(() => Int, { description: 'How often it was asked.' })
  attempts: number;

  @Field(() => DateTime, { description: 'When the step was tried last.' })
  askedAt: Date;

  @Field(() => DateTime, { nullable: true, description: 'When it is asked again; null: answered.' })
  nextAttemptAt: Date | null;
}
