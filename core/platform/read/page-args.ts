import { ArgsType, Field, Int } from 'type-graphql';
import { badInput } from '../errors.js';

/** The arguments of every list. */
@ArgsType()
export class PageArgs {
  @Field(() => Int, { nullable: true, description: 'How many from the start: 1 to 100.' })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'Only what comes after this cursor.' })
  after?: string | null;

  @Field(() => Int, { nullable: true, description: 'How many from the end: 1 to 100.' })
  last?: number | null;

  @Field(() => String, { nullable: true, description: 'Only what comes before this cursor.' })
  before?: string | null;
}

export const defaultPageSize = 20;
export const maximumPageSize = 100;

/** A checked request for one page, walking forwards from the start or backwards from the end. */
export interface PageRequest {
  readonly size: number;
  readonly backwards: boolean;
  readonly cursor: string | null;
}

export function pageRequest(args: PageArgs): PageRequest {
  const { first, after, last, before } = args;
  if (first != null && last != null) throw badInput('Ask for "first" or for "last", not both.');
  const backwards = last != null;
  if (backwards && after != null) throw badInput('"after" goes with "first", not with "last".');
  if (!backwards && before != null) throw badInput('"before" goes with "last", not with "first".');
  const size = (backwards ? last : first) ?? defaultPageSize;
  if (size < 1 || size > maximumPageSize) {
    throw badInput(`A page has 1 to ${maximumPageSize} rows; you asked for ${size}.`);
  }
  return { size, backwards, cursor: (backwards ? before : after) ?? null };
}
