import { Field, InputType } from 'type-graphql';
import { Decimal } from '../../platform/scalars.js';
import { VatCategory } from './vat.js';

@InputType({ description: 'How a line is taxed.' })
export class VatInput {
  @Field(() => VatCategory, {
    defaultValue: VatCategory.STANDARD,
    description: 'Why it is taxed as it is.',
  })
  category: VatCategory;

  @Field(() => Decimal, {
    nullable: true,
    description: 'The rate in percent, e.g. "6"; needed where the category has several.',
  })
  rate?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The article that the category rests on, in words; needed unless "ground" names it or the ' +
      'category is STANDARD.',
  })
  legalGround?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'A code of `vatGrounds`, which gives category, rate, article and mention.',
  })
  ground?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Why the ground may be used here: what an inspector is shown. 1 to 1000 characters.',
  })
  evidence?: string | null;
}
