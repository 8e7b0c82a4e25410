import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { CivilDate } from '../platform/scalars.js';

export enum Role {
  MEMBER = 'MEMBER',
  ADVISER = 'ADVISER',
  FINANCE = 'FINANCE',
  ADMIN = 'ADMIN',
}
registerEnumType(Role, {
  name: 'Role',
  description: 'What somebody is in the co-operative; each role holds permissions.',
  valuesConfig: {
    MEMBER: { description: 'Works through the co-operative: oneself and one’s own activities.' },
    ADVISER: { description: 'Advises members: sees and helps everybody.' },
    FINANCE: { description: 'Keeps the money: issues, matches and pays.' },
    ADMIN: { description: 'Administers the co-operative; does not move money.' },
  },
});

/** A role that a member holds from a day, until another day begins. */
@Entity({ tableName: 'role_grant', schema: 'core' })
@ObjectType({ simpleResolvers: true, description: 'A role that a member holds or held.' })
export class RoleGrant {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  memberId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => Role, { description: 'The role.' })
  role: Role;

  @Property({ columnType: 'date', type: 'date', fieldName: 'from_day' })
  @Field(() => CivilDate, { description: 'The first day on which it is held.' })
  from: string;

  @Property({ columnType: 'date', type: 'date', nullable: true, fieldName: 'until_day' })
  @Field(() => CivilDate, {
    nullable: true,
    description: 'The first day on which it is no longer held; null: no end is set.',
  })
  until: string | null;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  grantedBy: string | null;
}
