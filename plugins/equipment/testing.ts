/** What this plugin's tests share: a mutation by its name, and what was told. */
// biome-ignore lint/suspicious/noExplicitAny: the answers of a test are read as they come.
export type Answer = any;

/** The platform of a test, as far as these need it. */
export interface Tested {
  readonly activityIds: { readonly 'member-stage': string };
  readonly platform: { settle(): Promise<unknown> };
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

/** A mutation of the core by its name, which nothing stands in the way of. */
async function core(
  p: Tested,
  name: string,
  input: object,
  made: string,
  type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`,
): Promise<Answer> {
  const query = `mutation ($input: ${type}!) { ${name}(input: $input) {
    ${made} violations { code } } }`;
  const { data, errors } = await p.graphql(query, { input }, { as: 'member-stage' });
  const told = (data as Answer)?.[name];
  if (errors?.[0] !== undefined) throw errors[0];
  if (told.violations.length > 0) throw new Error(JSON.stringify(told.violations));
  return told;
}

/** A company that buys from the activity. */
export async function newClient(p: Tested, vatNumber: string): Promise<string> {
  const address = { street: 'Dorp 1', postalCode: '9000', city: 'Gent', country: 'BE' };
  const client = { kind: 'COMPANY', name: 'A company', address, vatNumber, paymentTermDays: 30 };
  const input = { activityId: `Activity:${p.activityIds['member-stage']}`, ...client };
  return (await core(p, 'createClient', input, 'client { id }')).client.id;
}

/** The offer is sent, and its client answers. */
export async function accept(p: Tested, quoteId: string, answer = 'acceptQuote'): Promise<void> {
  await core(p, 'sendQuote', { quoteId }, 'quote { id }', 'QuoteStepInput');
  if (answer === 'declineQuote') await core(p, answer, { quoteId, reason: 'No.' }, 'quote { id }');
  else await core(p, answer, { quoteId }, 'quote { id }', 'QuoteStepInput');
  await p.platform.settle();
}

/** An accepted offer is invoiced: what its client has to pay. */
export async function invoiced(p: Tested, quoteId: string): Promise<string> {
  const { invoice } = await core(p, 'createInvoice', { quoteId }, 'invoice { id }');
  const issue = { invoiceId: invoice.id, ...key() };
  const issued = await core(p, 'issueInvoice', issue, 'invoice { total { amount } }');
  return issued.invoice.total.amount;
}
