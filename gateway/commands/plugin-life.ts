import { join } from 'node:path';
import { type CarriedOut, carryOut } from '../../core/cooperative/carry-out-step.js';
import type { LifeStep } from '../../core/cooperative/plugin-life.js';
import { coreDomains } from '../../core/domains.js';
import { systemClock } from '../../core/platform/clock.js';
import { pluginScripts } from '../../core/platform/core-scripts.js';
import { migrate } from '../../core/platform/database/migrate.js';
import type { Database } from '../../core/platform/database/pool.js';
import { loadPlugin } from '../../core/platform/host/load-plugins.js';
import { newId } from '../../core/platform/ids.js';
import { translator } from '../../core/platform/messages.js';
import { platformMessages } from '../../core/platform/platform-messages.js';
import { type CheckFinding, finding } from '../../core/platform/schema/finding.js';
import type { Viewer } from '../../core/platform/viewer.js';
import type { PluginDefinition } from '../../core/sdk/define.js';
import { asOwner, cooperativeOf } from './plugin-owner.js';

export interface LifeCommand {
  readonly step: LifeStep;
  readonly name: string;
  readonly cooperative?: string;
  readonly reference?: string;
  /** The subject of the member who decided; the operator acts on paper when absent. */
  readonly by?: string;
  /** Where a drop writes; under the data folder when absent. */
  readonly to?: string;
  readonly dryRun: boolean;
}

export interface LifeAnswer extends Pick<CarriedOut, 'tables' | 'exported'> {
  readonly findings: readonly CheckFinding[];
  readonly exportedTo: string | null;
}

/** `npm run plugin -- enable|disable|archive|restore|drop NAME`: one decision, carried out. */
export function pluginLife(command: LifeCommand, env: NodeJS.ProcessEnv): Promise<LifeAnswer> {
  return asOwner(env, async ({ owner, url, config }) => {
    const definition = await loadPlugin(command.name);
    const { id: cooperativeId, slug } = await cooperativeOf(owner, command.cooperative);
    const at = systemClock.now();
    const stamp = at.toISOString().replaceAll(':', '-');
    const exportTo =
      command.to ?? join(config.dataDir, 'exports', `${slug}-${definition.name}-${stamp}`);
    const decider = await deciderOf(owner, cooperativeId, command.by);
    if ('code' in decider) return refused([decider]);
    const { step, dryRun, reference = '' } = command;
    const by = { viewer: decider.viewer, requestId: `command:${newId()}` };
    const { decidedBy } = decider;
    const { findings, tables, exported } = await carryOut(owner, {
      ...{ step, definition, cooperativeId, reference, at, by, decidedBy, dryRun, exportTo },
    });
    if (findings.length > 0) return refused(findings.map((one) => said(definition, one)));
    // What was put aside while the plugin went on has missed its newer migrations.
    if (tables === 'brought back') await migrate(url, await pluginScripts(definition));
    return {
      findings: [],
      tables,
      exported,
      exportedTo: step === 'drop' && !dryRun ? exportTo : null,
    };
  });
}

const refused = (findings: readonly CheckFinding[]): LifeAnswer => ({
  ...{ findings, tables: 'unchanged', exported: [], exportedTo: null },
});

function said(
  { name }: PluginDefinition,
  { code, values }: CarriedOut['findings'][number],
): CheckFinding {
  const messages = translator([platformMessages, ...coreDomains.map((one) => one.messages)]);
  return finding('PLG-061', `plugin "${name}"`, messages.say('en', code, values));
}

interface Decider {
  readonly viewer: Viewer;
  readonly decidedBy: string | null;
}

/** Who is written down: a member of the co-operative, or nobody for the operator. */
async function deciderOf(
  owner: Database,
  cooperativeId: string,
  subject: string | undefined,
): Promise<Decider | CheckFinding> {
  const viewer = (memberId: string): Viewer => ({
    ...{ subject: subject ?? ':operator', cooperativeId, memberId, roles: [], token: null },
    grants: new Map(),
  });
  if (subject === undefined) return { viewer: viewer(nobody), decidedBy: null };
  const [member] = await owner.query<{ id: string }>(
    'select id from core.member where cooperative_id = $1 and subject = $2',
    [cooperativeId, subject],
  );
  if (member !== undefined) return { viewer: viewer(member.id), decidedBy: member.id };
  return finding('PLG-061', '--by', `"${subject}" is no member of that co-operative.`);
}

/** An audit line without a person. */
const nobody = '00000000-0000-0000-0000-000000000000';
