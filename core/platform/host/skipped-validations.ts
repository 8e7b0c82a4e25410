import type { PluginDefinition } from '../../sdk/define.js';
import type { Context } from '../context.js';
import type { Tx } from '../database/transaction.js';
import { newId } from '../ids.js';
import { holds } from './in-force.js';
import { isSystem } from './system-viewer.js';

interface Skipped {
  readonly transition: { readonly name: string; readonly subject: string };
  readonly subjectId: string;
  /** The plugins that were switched off and have rules about the transition. */
  readonly silent: readonly PluginDefinition[];
}

/**
 * Writes down, in the transaction of the step, which rules nobody asked because their plugin is
 * switched off. A step that is refused or only tried leaves no such line either.
 */
export async function recordSkipped(
  ctx: Context,
  tx: Tx,
  { transition, subjectId, silent }: Skipped,
): Promise<void> {
  const today = ctx.platform.clock.today();
  const rules = silent.flatMap(({ name, validations }) =>
    validations
      .filter((rule) => rule.on === transition.name && holds(rule, today))
      .map((rule) => ({ id: newId(), plugin: name, validation: rule.name })),
  );
  if (rules.length === 0) return;
  await tx.query(
    `insert into core.skipped_validation
       (cooperative_id, id, plugin, validation, transition, subject_type, subject_id, actor, at)
     select $1, r.id, r.plugin, r.validation, $2, $3, $4, $5, $6
     from jsonb_to_recordset($7::jsonb) as r(id uuid, plugin text, validation text)`,
    [
      tx.cooperativeId,
      transition.name,
      transition.subject,
      subjectId,
      isSystem(ctx.viewer) ? null : ctx.viewer.memberId,
      ctx.platform.clock.now(),
      JSON.stringify(rules),
    ],
  );
}
