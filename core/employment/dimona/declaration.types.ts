import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionType } from '../../platform/read/connection-type.js';
import { CivilDate } from '../../platform/scalars.js';
import { Violation } from '../../platform/write/violation.js';
import { Declaration } from './declaration.entity.js';
import { DeclarationState } from './declaration-state.js';
import { DeclarationResolution } from './resolve-declaration.js';

export const DeclarationConnection = connectionType(Declaration, 'Declaration');

export enum DeclarationOrder {
  NEWEST = 'NEWEST',
  OLDEST = 'OLDEST',
  FIRST_DAY = 'FIRST_DAY',
}
registerEnumType(DeclarationOrder, {
  name: 'DeclarationOrder',
  description: 'How declarations are ordered.',
  valuesConfig: {
    NEWEST: { description: 'The newest first.' },
    OLDEST: { description: 'The oldest first.' },
    FIRST_DAY: { description: 'The employment that begins first, first.' },
  },
});

@InputType({ description: 'Which declarations.' })
export class DeclarationFilter {
  @Field(() => [DeclarationState], { nullable: true, description: 'Standing at one of these.' })
  state?: DeclarationState[] | null;

  @Field(() => CivilDate, {
    nullable: true,
    description: 'Of employments that begin on this day at the latest.',
  })
  beginsUntil?: string | null;
}

/** What the service objects to, in words. */
@ObjectType({ description: 'What social security says of a declaration.', simpleResolvers: true })
export class DeclarationAnomaly {
  @Field(() => String, { description: 'Its code in annex 30 of the glossary of Dimona.' })
  code: string;

  @Field(() => String, { description: 'What it means, in your language where it is known.' })
  message: string;
}

@InputType({ description: 'What a person decides about a declaration.' })
export class ResolveDeclarationInput {
  @Field(() => ID, { description: 'The declaration.' })
  id: string;

  @Field(() => DeclarationResolution, { description: 'What is decided.' })
  as: DeclarationResolution;

  @Field(() => String, {
    nullable: true,
    description: 'The service’s number of the declaration; needed when it was handled.',
  })
  reference?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The service’s number of the period, by which it can be cancelled later.',
  })
  periodId?: string | null;

  @Field(() => Int, { nullable: true, description: 'The version that you saw.' })
  expectedVersion?: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

@ObjectType({ description: 'The declaration after a decision, or why not.', simpleResolvers: true })
export class DeclarationPayload {
  @Field(() => Declaration, { nullable: true, description: 'It; null when refused or tried.' })
  declaration: Declaration | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}
