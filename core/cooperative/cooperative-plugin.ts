import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { DateTime } from '../platform/scalars.js';

export enum PluginState {
  INSTALLED = 'INSTALLED',
  ENABLED = 'ENABLED',
  DISABLED = 'DISABLED',
  ARCHIVED = 'ARCHIVED',
  DROPPED = 'DROPPED',
}
registerEnumType(PluginState, {
  name: 'PluginState',
  description: 'What a co-operative has decided about a plugin.',
  valuesConfig: {
    INSTALLED: { description: 'On this server; the co-operative has decided nothing yet.' },
    ENABLED: { description: 'Switched on.' },
    DISABLED: { description: 'Switched off; what it keeps stays.' },
    ARCHIVED: { description: 'Switched off and its tables put aside.' },
    DROPPED: { description: 'Exported and deleted; it may be switched on anew.' },
  },
});

@ObjectType({
  description: 'A plugin of this server and what the co-operative has decided about it.',
  simpleResolvers: true,
})
export class CooperativePlugin {
  @Field(() => String, { description: 'Its name, for "enablePlugin".' })
  name: string;

  @Field(() => String, { description: 'The version that runs on this server.' })
  version: string;

  @Field(() => String, { description: 'sector, service or bridge.' })
  kind: string;

  @Field(() => String, { description: 'Its title in your language.' })
  title: string;

  @Field(() => PluginState, { description: 'What the newest decision says.' })
  state: PluginState;

  @Field(() => DateTime, { nullable: true, description: 'When that was decided.' })
  since: Date | null;

  @Field(() => String, { nullable: true, description: 'The reference of that decision.' })
  decision: string | null;
}
