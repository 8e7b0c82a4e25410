import { Field, ObjectType, registerEnumType } from 'type-graphql';

export enum PermissionReach {
  OWN = 'own',
  ALL = 'all',
}
registerEnumType(PermissionReach, {
  name: 'PermissionReach',
  description: 'How far a permission reaches.',
  valuesConfig: {
    OWN: { description: 'Yourself and your own activities.' },
    ALL: { description: 'The whole co-operative.' },
  },
});

@ObjectType({ description: 'A permission that you hold.', simpleResolvers: true })
export class HeldPermission {
  @Field(() => String, { description: 'Its name, e.g. "invoice.issue".' })
  name: string;

  @Field(() => PermissionReach, { description: 'How far it reaches for you.' })
  reach: PermissionReach;
}

/** Who asks; the domains add the member, the co-operatives, the tokens and the invitations. */
@ObjectType({ description: 'Who you are, and what you may do.', simpleResolvers: true })
export class Viewer {
  @Field(() => [String], { description: 'The roles that you hold today.' })
  roles: readonly string[];

  @Field(() => [HeldPermission], {
    description: 'What you may do, by name; with an API token: within its scopes.',
  })
  permissions: readonly HeldPermission[];
}
