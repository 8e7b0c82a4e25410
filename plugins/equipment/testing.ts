/** What this plugin's tests share: a mutation by its name, and what was told. */
// biome-ignore lint/suspicious/noExplicitAny: the answers of a test are read as they come.
export type Answer = any;

/** The platform of a test, as far as these need it. */
export interface Tested {
  readonly admin: {
    query<Row>(text: string, params?: readonly unknown[]): Promise<Row[]>;
  };
  graphql(
    query: string,
    variables: Record<string, unknown>,
    asking: { readonly as: 'member-stage' | 'adviser' },
  ): Promise<{ readonly data?: unknown; readonly errors?: readonly Error[] }>;
}

const answers: Readonly<Record<string, string>> = {
  ...{ Rent: 'rental { id status }', Return: 'rental { id status }' },
  CancelRental: 'rental { id status }',
  ...{ EndLease: leaseOf(), ExtendLease: leaseOf(), TransferLease: leaseOf() },
};
const inputs: Readonly<Record<string, string>> = { CancelRental: 'Rental' };

function leaseOf(): string {
  return 'lease { id status option { amount } consent viewerCan instalments { dueOn status } }';
}

export const mutation = (name: string): string => `
  mutation ($input: Equipment${inputs[name] ?? name}Input!) { equipment${name}(input: $input) {
    ${answers[name] ?? 'item { id owner status insured insuredUnder viewerCan leases { id } }'}
    violations { code path } } }`;

export async function send(
  p: Tested,
  name: string,
  input: object,
  as: 'member-stage' | 'adviser' = 'member-stage',
): Promise<Answer> {
  const { data, errors } = await p.graphql(mutation(name), { input }, { as });
  if (errors?.[0] !== undefined) throw errors[0];
  return Object.values(data as Answer)[0];
}

export const key = () => ({ idempotencyKey: crypto.randomUUID() });

/** What was told of a thing, in its order. */
export async function toldOf(p: Tested, id: string): Promise<string[]> {
  const rows = await p.admin.query<{ type: string }>(
    'select type from core.outbox where subject_id = $1 order by id',
    [id.split(':')[1]],
  );
  return rows.map(({ type }) => type);
}
