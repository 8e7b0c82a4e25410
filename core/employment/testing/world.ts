/** What the tests of employment share: a team, figures, money, and short calls. */
import { cooperativeAccount } from '../../money/accounts.js';
import { credit, debit, post } from '../../money/ledger/ledger.js';
import { accountOf } from '../../money/ledger/testing.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { globalId, newId } from '../../platform/ids.js';
import type { Fixture } from '../../platform/testing/fixture.js';
import {
  type TestPlatform,
  type TestPlatformOptions,
  testPlatform,
} from '../../platform/testing/platform.js';
import { seedEmployment } from '../reference.js';

export interface EmploymentWorld {
  readonly p: TestPlatform;
  /** Global ids: the activity that "member-stage" manages and in which "member-film" works. */
  readonly activityId: string;
  readonly workerId: string;
}

/** It is 2026-11-23, a Monday. */
export async function employmentWorld(options: TestPlatformOptions = {}): Promise<EmploymentWorld> {
  const p = await testPlatform(options);
  for (const fixture of [p, p.other]) {
    await seedEmployment(p.admin, fixture.cooperativeId);
    await joins(p, fixture, 'member-film');
  }
  return {
    p,
    activityId: globalId('Activity', p.activityIds['member-stage']),
    workerId: globalId('Member', p.memberIds['member-film']),
  };
}

export async function joins(
  p: TestPlatform,
  fixture: Fixture,
  who: 'member-film' | 'member-design',
): Promise<void> {
  await p.admin.query(
    `insert into core.participation (cooperative_id, activity_id, member_id, role, status, since)
     values ($1, $2, $3, 'PARTICIPANT', 'ACTIVE', '2020-01-01')`,
    [fixture.cooperativeId, fixture.activityIds['member-stage'], fixture.memberIds[who]],
  );
}

/** Money that the activity may spend at once, as if a client had paid long ago. */
export async function gives(p: TestPlatform, amountMinor: bigint): Promise<void> {
  const activity = accountOf('activity', p.activityIds['member-stage'], 'activity.available');
  await posts(p, activity, amountMinor);
}

/** Money of the guarantee fund and the co-operative's rule about it. */
export async function fundHas(p: TestPlatform, amountMinor: bigint): Promise<void> {
  await posts(p, cooperativeAccount(p.cooperativeId, 'fund.available', 'EUR'), amountMinor);
  await p.admin.query(
    `insert into core.fund_rule (cooperative_id, id, share_of_expected, from_day, source)
     values ($1, $2, 100000, '2015-01-01', 'Test: all of what is expected')
     on conflict do nothing`,
    [p.cooperativeId, newId()],
  );
}

/** Income that was invoiced and is expected: what an advance may rest on. */
export async function expects(p: TestPlatform, amountMinor: bigint): Promise<void> {
  const activityId = p.activityIds['member-stage'];
  await postLines(p, [
    debit(accountOf('activity', activityId, 'activity.receivable'), amountMinor),
    credit(accountOf('activity', activityId, 'activity.expected'), amountMinor),
  ]);
}

export async function available(p: TestPlatform): Promise<bigint> {
  return balance(p, 'activity', p.activityIds['member-stage'], 'activity.available');
}

export async function balance(
  p: TestPlatform,
  type: string,
  id: string,
  code: string,
): Promise<bigint> {
  const [row] = await p.admin.query<{ posted: bigint }>(
    `select b.posted from ledger.balance b
     join ledger.account a on a.cooperative_id = b.cooperative_id and a.id = b.account_id
     where a.cooperative_id = $1 and a.owner_type = $2 and a.owner_id = $3 and a.code = $4`,
    [p.cooperativeId, type, id, code],
  );
  return row?.posted ?? 0n;
}

async function posts(
  p: TestPlatform,
  account: Parameters<typeof credit>[0],
  amountMinor: bigint,
): Promise<void> {
  const bank = accountOf('host', p.hostEntityId, 'bank');
  await postLines(p, [debit(bank, amountMinor), credit(account, amountMinor)]);
}

async function postLines(p: TestPlatform, lines: ReturnType<typeof debit>[]): Promise<void> {
  await inTransaction(p.platform.orm, p.cooperativeId, (tx) =>
    post(tx, p.cooperativeId, [
      {
        ...{ key: newId(), kind: 'TRANSFER', sourceType: 'test', sourceId: newId() },
        ...{ eventOn: '2026-11-01', lines },
      },
    ]),
  );
}
