import { Field, ID, InputType, registerEnumType } from 'type-graphql';
import { type Fragment, sql } from '../../platform/database/rows.js';
import { localId } from '../../platform/ids.js';
import { startsWith } from '../../platform/model/text.js';
import { EnterpriseNumber } from '../../platform/scalars.js';
import { ClientKind } from './client.entity.js';

export enum ClientOrder {
  NEWEST = 'NEWEST',
  OLDEST = 'OLDEST',
  NAME = 'NAME',
}
registerEnumType(ClientOrder, {
  name: 'ClientOrder',
  description: 'The order of a list of clients.',
  valuesConfig: {
    NEWEST: { description: 'Last added first.' },
    OLDEST: { description: 'First added first.' },
    NAME: { description: 'By name.' },
  },
});

@InputType({ description: 'Which clients: all conditions hold.' })
export class ClientFilter {
  @Field(() => ID, { nullable: true, description: 'Of this activity.' })
  activityId?: string | null;

  @Field(() => [ClientKind], { nullable: true, description: 'Any of these.' })
  kind?: ClientKind[] | null;

  @Field(() => String, { nullable: true, description: 'How the name begins.' })
  nameStartsWith?: string | null;

  @Field(() => EnterpriseNumber, { nullable: true, description: 'With this number.' })
  enterpriseNumber?: string | null;
}

/** The conditions of the filter on the alias `t`. */
export function clientConditions(filter: ClientFilter): Fragment[] {
  const where: Fragment[] = [];
  if (filter.activityId != null) {
    where.push(sql`t.activity_id = ${localId('Activity', filter.activityId, 'filter.activityId')}`);
  }
  if (filter.kind != null) where.push(sql`t.kind = any(${filter.kind}::text[])`);
  if (filter.nameStartsWith != null) {
    where.push(startsWith('t.name', filter.nameStartsWith, 'filter.nameStartsWith'));
  }
  if (filter.enterpriseNumber != null) {
    where.push(sql`t.enterprise_number = ${filter.enterpriseNumber}`);
  }
  return where;
}
