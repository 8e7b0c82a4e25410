/**
 * Steps of the gateway's assignments that were done here and are not known to be kept there: the
 * gateway may have been lost, or have given up, after this side had committed. What it has kept is
 * settled; what it has not is undone by the tool's own cancellation, once.
 */
import { systemContext } from '../../core/platform/host/system-viewer.js';
import type { EmittedEvent } from '../../core/sdk/attempt.js';
import type { StepContext } from '../../core/sdk/define.js';
import { decode } from '../remote/wire.js';
import type { ToolWork } from '../remote/work.js';
import type { CoreLink } from './core-link.js';
import { once } from './inbox.js';
import { stepKey, type WorkRoutes } from './work-route.js';

/** Seconds after which a step should be known at the gateway. */
const patienceSeconds = 60;

export async function settleSteps(routes: WorkRoutes, link: CoreLink): Promise<void> {
  const { platform } = routes;
  const open = await platform.database.query<Open>(
    `select cooperative_id as "cooperativeId", key, work from core.inbox
     where settled_at is null and work is not null
       and done_at < now() - make_interval(secs => $1) order by done_at limit 100`,
    [patienceSeconds],
    'inbox-open',
  );
  for (const [cooperative, rows] of Map.groupBy(open, (row) => row.cooperativeId)) {
    const works = rows.map(({ work }) => decode(JSON.stringify(work)) as ToolWork);
    const ids = works.map(({ stepId }) => stepId);
    const query = 'query ($ids: [ID!]!) { steps(ids: $ids) }';
    const { steps } = await link.ask<{ steps: (string | null)[] }>({ cooperative }, query, { ids });
    for (const [i, work] of works.entries()) {
      const status = steps[i] ?? null;
      if (status !== null && undecided.has(status)) continue;
      if (status === null || lost.has(status)) await undo(routes, cooperative, work);
      await settled(routes, cooperative, (rows[i] as Open).key);
    }
  }
}

interface Open {
  readonly cooperativeId: string;
  readonly key: string;
  readonly work: unknown;
}

/** The gateway is still at it, or will be. */
const undecided = new Set(['PENDING', 'RUNNING', 'COMPENSATING']);

/** The gateway has given the step up; a step that it has undone itself was cancelled here already. */
const lost = new Set(['FAILED', 'SKIPPED']);

async function undo(
  { platform, definition, core }: WorkRoutes,
  cooperativeId: string,
  { tool: name, stepId, assignment, done, input }: ToolWork,
): Promise<void> {
  const tool = definition.tools.find((one) => one.name === name);
  if (tool === undefined || stepId === null) return;
  await platform.host.enabled(cooperativeId);
  const ctx = systemContext(platform, cooperativeId);
  platform.log.warn({ tool: name, stepId }, 'a step that the gateway has not kept is undone');
  await once(ctx, core, { key: stepKey(stepId, 'cancel') }, (inside) => {
    const own = platform.host.context(inside, definition.name);
    const emit = (event: EmittedEvent) => core.emit(inside, event);
    const step: StepContext = { ...own, stepId, assignment, done, emit };
    return tool.cancel(step, input, null);
  });
}

async function settled(
  { platform }: WorkRoutes,
  cooperativeId: string,
  key: string,
): Promise<void> {
  await platform.database.query(
    `update core.inbox set settled_at = now(), work = null where cooperative_id = $1 and key = $2`,
    [cooperativeId, key],
    'inbox-settled',
  );
}
