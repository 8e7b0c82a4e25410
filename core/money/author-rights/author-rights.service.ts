/** From the inputs of clients to the services of author rights, and from outcomes to payloads. */
import { requireManaged } from '../../activity/activity.policy.js';
import type { Context } from '../../platform/context.js';
import { type Fragment, sql } from '../../platform/database/rows.js';
import { localId } from '../../platform/ids.js';
import { violationsOf } from '../../platform/model/say.js';
import { decimalOf, minorOf, money } from '../../platform/money.js';
import { byId } from '../../platform/read/read.js';
import { authorRightsPayments } from './author-rights.policy.js';
import type {
  AuthorRightsFilter,
  AuthorRightsPlan,
  PayAuthorRightsInput,
  PayAuthorRightsPayload,
} from './author-rights.types.js';
import type { AuthorRightsWork } from './author-rights-codes.js';
import {
  leftMinor,
  rightsFindings,
  rightsGround,
  rightsWithholding,
  shareOfRights,
} from './author-rights-ground.js';
import { payAuthorRights } from './pay-author-rights.js';

export async function pay(
  ctx: Context,
  input: PayAuthorRightsInput,
): Promise<PayAuthorRightsPayload> {
  const { after, violations } = await payAuthorRights(ctx, {
    ...input,
    activityId: localId('Activity', input.activityId, 'activityId'),
    memberId: localId('Member', input.memberId, 'memberId'),
  });
  const payment = after === null ? null : await byId(ctx, authorRightsPayments, after.id);
  return { payment, violations };
}

export interface PlanArguments {
  readonly activityId: string;
  readonly memberId: string;
  readonly amount: string;
  readonly work: AuthorRightsWork;
  readonly on?: string | null;
}

/** Computes and judges, for any day; writes nothing and locks nothing. */
export async function plan(ctx: Context, of: PlanArguments): Promise<AuthorRightsPlan> {
  const activity = await requireManaged(ctx, of.activityId, 'author-rights.write');
  const { currency, hostEntityId } = activity;
  const ground = await rightsGround(ctx.platform.database, {
    ...{ cooperativeId: ctx.viewer.cooperativeId, hostEntityId, currency, work: of.work },
    memberId: localId('Member', of.memberId, 'memberId'),
    grossMinor: minorOf(of.amount, currency, 'amount'),
    day: of.on ?? ctx.platform.clock.today(),
  });
  const sums = rightsWithholding(ground);
  const left = leftMinor(ground);
  const positive = ground.question.grossMinor > 0n;
  return {
    costs: sums && money(sums.costMinor, currency),
    withheld: sums && money(sums.withheldMinor, currency),
    net: sums && money(sums.netMinor, currency),
    left: left === null ? null : money(left, currency),
    share: decimalOf(positive ? shareOfRights(ground) : 0n, 2),
    violations: violationsOf(ctx, rightsFindings(ground)),
  };
}

export function conditions(filter: AuthorRightsFilter): Fragment[] {
  const where: Fragment[] = [];
  if (filter.activityId != null) {
    where.push(sql`t.activity_id = ${localId('Activity', filter.activityId, 'filter.activityId')}`);
  }
  if (filter.memberId != null) {
    where.push(sql`t.member_id = ${localId('Member', filter.memberId, 'filter.memberId')}`);
  }
  if (filter.year != null) where.push(sql`t.year = ${filter.year}::integer`);
  return where;
}
