import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { type Context, known, type RequestContext } from '../context.js';
import { badInput } from '../errors.js';
import { parseId } from '../ids.js';
import { Authenticated } from '../schema-rules.js';
import { PendingValidation } from './pending-validation.js';

@Resolver()
export class PendingValidationResolver {
  @Authenticated()
  @Query(() => [PendingValidation], {
    description:
      'What steps of a thing wait for: checks by plugins elsewhere, the newest first, at most 50. ' +
      'Empty for what you may not see.',
  })
  pendingValidations(
    @Ctx() ctx: RequestContext,
    @Arg('subjectId', () => ID, { description: 'The thing, e.g. a contract.' }) subjectId: string,
  ): Promise<PendingValidation[]> {
    return pendingOf(known(ctx), subjectId);
  }
}

async function pendingOf(ctx: Context, subjectId: string): Promise<PendingValidation[]> {
  const subject = parseId(subjectId);
  if (subject === null) throw badInput('That is no global id.', 'subjectId');
  const { platform, viewer } = ctx;
  if (!(await platform.host.sees(ctx, subject.typeName, subject.id))) return [];
  const rows = await platform.database.query<object>(
    `select plugin, transition, attempts, asked_at as "askedAt",
       next_attempt_at as "nextAttemptAt",
       case when answered_at is null then 'PENDING_VALIDATION' else 'ANSWERED' end as status
     from core.pending_validation
     where cooperative_id = $1 and subject_id = $2 and subject_type = $3
     order by asked_at desc limit 50`,
    [viewer.cooperativeId, subject.id, subject.typeName],
    'pending-validations',
  );
  return rows.map((row) => Object.assign(new PendingValidation(), row));
}
