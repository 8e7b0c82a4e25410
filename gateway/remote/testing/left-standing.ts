import { expect } from '@jest/globals';
import type { Context } from '../../../core/platform/context.js';
import type { DistantCore } from '../../../core/platform/host/distant-core.js';
import { newId } from '../../../core/platform/ids.js';
import { Loaders } from '../../../core/platform/read/loaders.js';
import type { TestPlatform } from '../../../core/platform/testing/platform.js';
import type { PluginContext } from '../../../core/sdk/plugin-context.js';
import type { TwoServers } from '../../federation/testing/two-servers.js';

/** A move of the core that a person has to see to. */
export interface LeftStanding {
  readonly title: string;
  readonly status: string;
  readonly reference: string;
  readonly name: string;
  readonly plugin: string;
  readonly codes: readonly string[];
}

/** What lost work has left to a person, the newest first; the person has then seen to all of it. */
export async function leftStanding(p: TestPlatform): Promise<LeftStanding[]> {
  const as = { as: 'adviser' } as const;
  const { data } = await p.graphql<{ assignments: { nodes: Assignment[] } }>(
    `{ assignments(filter: { needsPerson: true }) { nodes { title status steps {
      id reference tool { name plugin } violations { code } } } } }`,
    {},
    as,
  );
  const nodes = data?.assignments.nodes ?? [];
  for (const stepId of nodes.flatMap(({ steps }) => steps.map(({ id }) => id))) {
    await p.graphql(
      `mutation ($input: SeeToStepInput!) { seeToAssignmentStep(input: $input) {
        violations { code } } }`,
      { input: { stepId, idempotencyKey: newId() } },
      as,
    );
  }
  return nodes.flatMap(({ title, status, steps }) =>
    steps.map(({ reference, tool, violations }) => ({
      ...{ title, status, reference, ...tool },
      codes: violations.map(({ code }) => code),
    })),
  );
}

interface Assignment {
  readonly title: string;
  readonly status: string;
  readonly steps: readonly {
    readonly id: string;
    readonly reference: string;
    readonly tool: { readonly name: string; readonly plugin: string };
    readonly violations: readonly { readonly code: string }[];
  }[];
}

/** What `leftStanding` tells of a move that could not be undone. */
export const standingMove = (plugin: string, name: string, reference: string): LeftStanding => ({
  ...{ title: `${plugin}: ${name}`, status: 'CANCELLED', name, plugin, reference },
  codes: ['assignment.move-not-undone'],
});

/**
 * Loses a plugin's own transaction once that of the core has committed. Answers what is logged.
 */
export async function lostAfterCore(
  two: TwoServers,
  plugin: string,
  work: (inside: PluginContext) => Promise<unknown>,
): Promise<object[]> {
  const { log } = two.satellite.platform;
  const { error } = log;
  const lines: object[] = [];
  log.error = ((about: object, words: string) => lines.push({ ...about, words })) as never;
  const own = await losing(two, plugin);
  await expect(own.transaction(work))
    .rejects.toThrow('The connection was lost.')
    .finally(() => {
      log.error = error;
    });
  return lines;
}

async function losing(two: TwoServers, plugin: string): Promise<PluginContext> {
  const { platform } = two.satellite;
  const distant = platform.distant as DistantCore;
  const confirm = async (ctx: Context) => {
    await distant.confirm(ctx);
    throw new Error('The connection was lost.');
  };
  const broken = { ...platform, distant: { ...distant, confirm } };
  const ctx = { ...two.gateway.ctx('finance'), platform: broken, loaders: new Loaders() };
  await platform.host.enabled(ctx.viewer.cooperativeId);
  return platform.host.context(ctx, plugin);
}
