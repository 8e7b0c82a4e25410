/** How a plugin's tests ask the graph as somebody, and what they are answered. */
import { keepUpload } from '../../platform/files/keep-upload.js';
import { newId } from '../../platform/ids.js';
import type { Asking, TestPlatform } from '../../platform/testing/platform.js';
import type { PluginDefinition } from '../define.js';

/** What the one field of an operation answers; throws what it fails with. */
export async function ask<Answer>(
  p: TestPlatform,
  query: string,
  variables: Record<string, unknown> = {},
  asking: Asking = { as: 'member-stage' },
): Promise<Answer> {
  const { data, errors } = await p.graphql<Record<string, Answer>>(query, variables, asking);
  if (errors?.[0] !== undefined) throw errors[0];
  return Object.values(data ?? {})[0] as Answer;
}

/** The code of the error that an operation ends in; undefined when it answers. */
export async function errorCode(
  p: TestPlatform,
  query: string,
  variables: Record<string, unknown> = {},
  asking: Asking = { as: 'member-stage' },
): Promise<unknown> {
  const { errors } = await p.graphql(query, variables, asking);
  return errors?.[0]?.extensions.code;
}

/** The codes of a payload's violations. */
export const codesOf = ({
  violations,
}: {
  readonly violations: readonly { readonly code: string }[];
}): string[] => violations.map(({ code }) => code);

/** Money that the activity of "member-stage" may spend, lent by the plugin that is tested. */
export async function giveMoney(
  p: TestPlatform,
  { name }: PluginDefinition,
  amountMinor: bigint,
): Promise<void> {
  const { core } = p.platform.host.context(p.ctx('member-stage'), name);
  const activityId = p.activityIds['member-stage'];
  await core.loans.draw({
    ...{ key: newId(), loanId: newId(), amountMinor, currency: 'EUR', activityId },
    ...{ service: `${name}.test`, borrower: { type: 'Activity', id: activityId } },
  });
}

/** What the activity of "member-stage" may spend now. */
export async function moneyLeft(p: TestPlatform): Promise<string> {
  const query = `query ($id: ID!) { activity(id: $id) { balance { available { amount } } } }`;
  const id = `Activity:${p.activityIds['member-stage']}`;
  const { balance } = await ask<{ balance: { available: { amount: string } } }>(p, query, { id });
  return balance.available.amount;
}

/** Keeps a text of somebody, as `POST /files` would; answers the id for a mutation to claim. */
export async function upload(
  p: TestPlatform,
  purpose: string,
  text: string,
  as: Asking['as'] = 'member-stage',
): Promise<string> {
  async function* body() {
    yield Buffer.from(text);
  }
  const incoming = { purpose, filename: 'note.txt', body: body() };
  const { id, violations } = await keepUpload(p.ctx(as), incoming);
  if (id === null) throw new Error(codesOf({ violations }).join(', '));
  return id;
}
