import {
  type Attempted,
  badInput,
  CivilDate,
  code,
  Field,
  ID,
  InputType,
  Int,
  localId,
  locked,
  type PluginContext,
  type PluginFinding,
  text,
} from 'gezel/sdk';
import { CostSharingRule, RuleStatus } from './rule.entity.js';

@InputType({ description: 'Who is to bear the price of a service, in thousandths.' })
export class CostSharingProposeRuleInput {
  @Field(() => String, {
    description: 'One service, e.g. "mobility.van", or all of a plugin, e.g. "mobility".',
  })
  service: string;

  @Field(() => String, { nullable: true, description: 'For this sector; for all when absent.' })
  sector?: string | null;

  @Field(() => CivilDate, { description: 'The first day on which it holds: today or later.' })
  from: string;

  @Field(() => Int, { description: 'What the activity itself bears. The four sum to 1000.' })
  userShare: number;

  @Field(() => Int, { description: 'What is passed on to the client.' })
  clientShare: number;

  @Field(() => Int, { description: 'What the sector of the activity bears.' })
  sectorShare: number;

  @Field(() => Int, { description: 'What the community bears.' })
  communityShare: number;

  @Field(() => String, { description: 'The decision that it rests on: which body, when.' })
  source: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;

  @Field(() => String, { description: 'Makes a repeated request harmless.' })
  idempotencyKey: string;
}

export async function proposeRule(
  ctx: PluginContext,
  { dryRun, idempotencyKey: key, ...input }: CostSharingProposeRuleInput,
): Promise<Attempted<CostSharingRule>> {
  ctx.require('cost-sharing.manage');
  if (ctx.viewer === null) throw new Error('Somebody proposes a rule.');
  const { from: fromDay, userShare, clientShare, sectorShare, communityShare } = input;
  const row = {
    ...{ id: ctx.newId(), service: serviceName(input.service), fromDay },
    sector: input.sector == null ? null : code(input.sector, 'sector'),
    ...{ userShare, clientShare, sectorShare, communityShare },
    ...{ source: text(input.source, 'source', 500), status: RuleStatus.PROPOSED },
    ...{ proposerId: ctx.viewer.memberId, proposedAt: ctx.now },
  };
  const once = { key, input, entity: CostSharingRule, id: row.id };
  return ctx.attempt({ action: 'cost-sharing.propose-rule', dryRun, once }, async (inside) => ({
    findings: [...dayFindings(inside, row), ...shareFindings(row)],
    write: () => inside.store.insert(CostSharingRule, row),
  }));
}

function serviceName(name: string): string {
  if (/^[a-z][a-z0-9-]*(\.[a-z0-9.-]+)?$/.test(name) && name.length <= 120) return name;
  throw badInput('A service has a name such as "mobility.van".', 'service');
}

export type Shares = Pick<
  CostSharingRule,
  'userShare' | 'clientShare' | 'sectorShare' | 'communityShare'
>;

export function shareFindings(rule: Shares): PluginFinding[] {
  const names = ['userShare', 'clientShare', 'sectorShare', 'communityShare'] as const;
  const below = names.filter((name) => rule[name] < 0);
  const total = names.reduce((sum, name) => sum + rule[name], 0);
  return [
    ...below.map((name) => ({ code: 'cost-sharing.below-nothing', path: [name] })),
    ...(total === 1_000 ? [] : [{ code: 'cost-sharing.not-whole', values: { total } }]),
  ];
}

function dayFindings(
  { today }: PluginContext,
  { fromDay }: Pick<CostSharingRule, 'fromDay'>,
): PluginFinding[] {
  if (fromDay >= today) return [];
  return [{ code: 'cost-sharing.day-has-passed', path: ['from'], values: { day: fromDay } }];
}

@InputType({ description: 'A decision about a proposed rule.' })
export class CostSharingDecideRuleInput {
  @Field(() => ID, { description: 'The rule.' })
  ruleId: string;

  @Field(() => Boolean, { description: 'The ledger applies it, or it never holds.' })
  approve: boolean;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** Proposed → decided or rejected, by somebody else than who proposed it. */
export async function decideRule(
  ctx: PluginContext,
  { ruleId, approve, dryRun }: CostSharingDecideRuleInput,
): Promise<Attempted<CostSharingRule | null>> {
  ctx.require('cost-sharing.decide');
  const id = localId('CostSharingRule', ruleId, 'ruleId');
  return ctx.attempt({ action: 'cost-sharing.decide-rule', dryRun }, async (inside) => {
    const { store, core, now } = inside;
    const rule = await locked(inside, CostSharingRule, id);
    const deciderId = ctx.viewer?.memberId ?? null;
    const path = ['ruleId'];
    const findings: PluginFinding[] = [
      ...(rule.status === RuleStatus.PROPOSED
        ? []
        : [{ code: 'cost-sharing.decided-already', path }]),
      ...(rule.proposerId === deciderId ? [{ code: 'cost-sharing.own-proposal', path }] : []),
      ...(approve ? dayFindings(inside, rule) : []),
    ];
    return {
      findings,
      write: async () => {
        if (approve) await core.sharing.decide(ruleOf(rule));
        const status = approve ? RuleStatus.DECIDED : RuleStatus.REJECTED;
        const subject = { type: 'CostSharingRule', id };
        inside.emit({ type: 'cost-sharing.rule-decided', subject, payload: { status } });
        return store.update(CostSharingRule, id, { status, deciderId, decidedAt: now });
      },
    };
  });
}

/** As the ledger applies it. */
export const ruleOf = ({ id, service, sector, fromDay, source, ...rule }: CostSharingRule) => ({
  ...{ id, service, sector, fromDay, source },
  ...{ activityId: rule.activityId, untilDay: rule.untilDay },
  shares: {
    ...{ USER: rule.userShare, CLIENT: rule.clientShare },
    ...{ SECTOR: rule.sectorShare, COMMUNITY: rule.communityShare },
  },
});
