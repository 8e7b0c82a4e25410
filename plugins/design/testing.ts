/** What this plugin's tests share: short calls, clients and invoices. */
/** The platform of a test, as far as these need it. */
export interface Tested {
  readonly activityIds: { readonly 'member-stage': string };
  graphql(
    query: string,
    variables: Record<string, unknown>,
    asking: { readonly as: 'member-stage' },
  ): Promise<{ readonly data?: unknown; readonly errors?: readonly Error[] }>;
}

export type Made = Record<
  'brief' | 'deliverable' | 'licence' | 'statement',
  { id: string } | null
> & {
  readonly violations: { code: string; path: string[] }[];
};

export const mutation = (name: string, made: string): string => {
  const input = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input!`;
  const change = /^design(Submit|Accept|Deliver)Deliverable$/.test(name);
  const type = change ? 'DesignChangeDeliverableInput!' : input;
  return `mutation ($input: ${type}) { ${name}(input: $input) {
    ${made} violations { code path } } }`;
};

/** The short calls of a test, on the platform that it has by then. */
export function calls(p: () => Tested) {
  async function ask<Answer>(query: string, input: object): Promise<Answer> {
    const { data, errors } = await p().graphql(query, { input }, { as: 'member-stage' });
    if (errors?.[0] !== undefined) throw errors[0];
    return Object.values(data as Record<string, Answer>)[0] as Answer;
  }

  const activity = () => `Activity:${p().activityIds['member-stage']}`;

  const step = (name: string, made: string, input: object) =>
    ask<Made>(mutation(name, made), input);

  const describeStudio = () =>
    step('designDescribeActivity', 'activity { studioName }', {
      ...{ activityId: activity(), studioName: 'Studio Inkt', discipline: 'graphic' },
    });

  async function newClient(): Promise<string> {
    const query = `mutation ($input: CreateClientInput!) {
      createClient(input: $input) { client { id } violations { code } } }`;
    const address = { street: 'Straat 1', postalCode: '1000', city: 'Brussel', country: 'BE' };
    const input = { activityId: activity(), kind: 'CONSUMER', name: 'A client', address };
    const { client } = await ask<{ client: { id: string } }>(query, input);
    return client.id;
  }

  async function newInvoice(clientId: string): Promise<string> {
    const query = `mutation ($input: CreateInvoiceInput!) {
      createInvoice(input: $input) { invoice { id } violations { code } } }`;
    const lines = [{ description: 'Design', unitPrice: '500.00' }];
    const input = { activityId: activity(), clientId, lines };
    const { invoice } = await ask<{ invoice: { id: string } }>(query, input);
    return invoice.id;
  }

  const issue = (invoiceId: string) =>
    ask(
      `mutation ($input: IssueInvoiceInput!) { issueInvoice(input: $input) {
        violations { code } } }`,
      { invoiceId, idempotencyKey: crypto.randomUUID() },
    );

  return { activity, describeStudio, step, newClient, newInvoice, issue };
}
