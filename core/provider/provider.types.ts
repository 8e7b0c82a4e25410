import { Field, ObjectType, registerEnumType } from 'type-graphql';

export enum ProviderAdapter {
  DESK = 'DESK',
  SIMULATOR = 'SIMULATOR',
  HTTP = 'HTTP',
}
registerEnumType(ProviderAdapter, {
  name: 'ProviderAdapter',
  description: 'Who answers what a supplier is asked.',
  valuesConfig: {
    DESK: { description: 'A person of the co-operative, who asks the supplier as people do.' },
    SIMULATOR: { description: 'A simulator: for demonstrations and tests, nothing is real.' },
    HTTP: { description: 'The supplier itself, over signed HTTP.' },
  },
});

export enum ProviderRequestState {
  OPEN = 'OPEN',
  ANSWERED = 'ANSWERED',
  REFUSED = 'REFUSED',
  CANCELLED = 'CANCELLED',
}
registerEnumType(ProviderRequestState, {
  name: 'ProviderRequestState',
  description: 'Where a request to a supplier stands.',
  valuesConfig: {
    OPEN: { description: 'Nobody has answered yet.' },
    ANSWERED: { description: 'Answered.' },
    REFUSED: { description: 'The supplier will not, and says why.' },
    CANCELLED: { description: 'Taken back before an answer.' },
  },
});

@ObjectType({
  description: 'A supplier that a plugin asks, and who answers.',
  simpleResolvers: true,
})
export class ProviderSetting {
  @Field(() => String, { description: 'Its name, for "setProvider".' })
  name: string;

  @Field(() => String, { description: 'Its title in your language.' })
  title: string;

  @Field(() => String, { description: 'What it is asked.' })
  description: string;

  @Field(() => ProviderAdapter, { description: 'Who answers here.' })
  adapter: ProviderAdapter;

  @Field(() => String, { nullable: true, description: 'Where the supplier is asked over HTTP.' })
  url: string | null;
}
