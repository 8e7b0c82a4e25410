/**
 * A plugin whose tools do what a test tells them: work, wait, refuse, break, hang, kill the
 * process.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { priceOf } from '../../sdk/cash-flow.js';
import { Field, ObjectType } from '../../sdk/decorators.js';
import type {
  PluginDefinition,
  StepContext,
  ToolContext,
  ToolDefinition,
} from '../../sdk/define.js';
import { definePlugin, permission, tool } from '../../sdk/define-plugin.js';

@Entity({ tableName: 'effect', schema: 'probe' })
@ObjectType({ description: 'What a tool of the probe did.', simpleResolvers: true })
export class ProbeEffect {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  stepId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'The tool.' })
  tool: string;

  @Property({ columnType: 'text', type: 'text' })
  deed: string;

  @Property({ columnType: 'jsonb', type: 'json' })
  seen: object;
}

/** What a test tells a tool. */
export interface Told {
  readonly cost?: string;
  readonly waits?: boolean;
  /** Throws in this deed, after having written its effect. */
  readonly breaksIn?: 'plan' | 'start' | 'cancel';
  /** Answers findings instead: in its plan, or by refusing in the deed. */
  readonly refusesIn?: 'plan' | 'start' | 'cancel' | 'settle';
  /** Fails this often with an error of the database that passes by itself. */
  readonly stumbles?: number;
  /** Answers something else than the contract says. */
  readonly babblesIn?: 'plan' | 'start';
  /** A folder with marks: at each moment without a mark it makes one and kills its own process. */
  readonly killsAt?: string;
  /** Kills its own process each time that it starts. */
  readonly killsAlways?: boolean;
}

export interface Probe {
  readonly plugin: PluginDefinition;
  /** Tries of a deed by tool, in this process. */
  readonly tries: ReadonlyMap<string, number>;
  /** As if nothing had been tried. */
  forget(): void;
}

/**
 * `alpha` ← `beta` ← `gamma` come in that order; `left` and `right` wait for one another; `closing`
 * comes after all others.
 */
export function makeProbe(): Probe {
  const tries = new Map<string, number>();
  const tools = [
    probeTool(tries, 'alpha', []),
    probeTool(tries, 'beta', ['probe.alpha']),
    probeTool(tries, 'gamma', ['probe.beta']),
    probeTool(tries, 'left', ['probe.right']),
    probeTool(tries, 'right', ['probe.left']),
    probeTool(tries, 'closing', [], { closes: true }),
    probeTool(tries, 'last', ['quote', 'invoice', 'contract', 'advance', 'probe.alpha']),
  ];
  return { plugin: pluginOf(tools), tries, forget: () => tries.clear() };
}

function probeTool(
  tries: Map<string, number>,
  word: string,
  after: readonly string[],
  // So that a test says where it comes among the core's documents.
  turn: Pick<ToolDefinition, 'leads' | 'closes'> = { leads: true },
): ToolDefinition {
  const name = `probe.${word}`;
  const deed = async (ctx: StepContext, told: Told, what: 'start' | 'cancel' | 'settle') => {
    const key = `${name} ${what}`;
    tries.set(key, (tries.get(key) ?? 0) + 1);
    killAt(ctx, told, `${what}-before`);
    await ctx.store.insert(ProbeEffect, {
      ...{ stepId: ctx.stepId, tool: name, deed: what },
      seen: { ...ctx.assignment, done: ctx.done, member: ctx.viewer?.memberId ?? null },
    });
    const subject = { type: 'AssignmentStep', id: ctx.stepId };
    await ctx.emit({ type: `probe.${what}`, subject, activityId: ctx.assignment.activityId });
    killAt(ctx, told, `${what}-after`);
    if ((tries.get(key) as number) <= (told.stumbles ?? 0)) throw passing();
    if (told.breaksIn === what) throw new Error(`${name} broke: secret 1234`);
    if (told.refusesIn === what) throw refusal(what);
  };
  return tool<Told, { readonly promised: string }>({
    ...{ name, after, description: 'Does what it is told.', permission: 'probe.write', ...turn },
    title: { nl: word, fr: word, en: word, de: word },
    input: {
      type: 'object',
      additionalProperties: false,
      properties: {
        cost: { type: 'string', pattern: '^[0-9]{1,9}$' },
        waits: { type: 'boolean' },
        breaksIn: { enum: ['plan', 'start', 'cancel'] },
        refusesIn: { enum: ['plan', 'start', 'cancel', 'settle'] },
        babblesIn: { enum: ['plan', 'start'] },
        stumbles: { type: 'integer', minimum: 0 },
        killsAt: { type: 'string' },
        killsAlways: { type: 'boolean' },
      },
    },
    plan: async (ctx, told) => {
      // A plan writes nothing, whatever it tries.
      const stray = { stepId: ctx.newId(), tool: name, deed: 'start', seen: {} };
      await ctx.store.insert(ProbeEffect, stray);
      if (told.breaksIn === 'plan') throw new Error('secret 5678');
      if (told.babblesIn === 'plan') return { costMinor: 12 } as never;
      const findings =
        told.refusesIn === 'plan'
          ? [{ code: 'probe.will-not', path: ['cost'], values: { what: 'plan' } }]
          : [];
      const costMinor = BigInt(told.cost ?? '0');
      const cashFlow = priceOf(name, costMinor, ctx.today);
      const plan = { promised: told.cost ?? '0' };
      return { costMinor, currency: 'EUR', findings, plan, cashFlow };
    },
    start: async (ctx, told, plan) => {
      if (plan.promised !== (told.cost ?? '0')) throw new Error('Another plan was kept.');
      await deed(ctx, told, 'start');
      if (told.babblesIn === 'start') return { reference: 7 } as never;
      return { reference: `Probe:${ctx.stepId}`, state: told.waits ? 'WAITING' : 'DONE' };
    },
    cancel: (ctx, told) => deed(ctx, told, 'cancel'),
    settle: (ctx, told) => deed(ctx, told, 'settle'),
  });
}

function killAt(ctx: ToolContext, { killsAt, killsAlways }: Told, moment: string): void {
  if (killsAlways && moment.startsWith('start')) process.kill(process.pid, 'SIGKILL');
  if (killsAt === undefined) return;
  const mark = join(killsAt, `${ctx.stepId}-${moment}`);
  if (existsSync(mark)) return;
  writeFileSync(mark, '');
  process.kill(process.pid, 'SIGKILL');
}

/** As a plugin refuses in a step: an error that carries findings. */
const refusal = (what: string) =>
  Object.assign(new Error('will not'), {
    findings: [{ code: 'probe.will-not', values: { what } }],
  });

/** As the driver tells of a deadlock. */
const passing = () => Object.assign(new Error('deadlock detected'), { code: '40P01' });

const pluginOf = (tools: readonly ToolDefinition[]): PluginDefinition =>
  definePlugin({
    ...{ name: 'probe', version: '0.1.0', platform: '^0.1.0', kind: 'service', prefix: 'Probe' },
    title: { nl: 'Proef', fr: 'Essai', en: 'Probe', de: 'Probe' },
    description: 'Tools that do what a test tells them.',
    entities: [ProbeEffect],
    migrations: new URL('./migrations/', import.meta.url),
    tools,
    permissions: [
      permission({
        ...{ name: 'probe.write', description: 'Use the probe.' },
        roles: { MEMBER: 'own', ADVISER: 'all', ADMIN: 'all' },
      }),
    ],
    messages: {
      'probe.will-not': {
        nl: 'De proef wil niet ({{what}}).',
        fr: 'L’essai ne veut pas ({{what}}).',
        en: 'The probe will not ({{what}}).',
        de: 'Die Probe will nicht ({{what}}).',
      },
    },
  });
